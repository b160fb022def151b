import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { createPlanner } from "@threefold/federation/planner";
import { prepare } from "../src/operation/prepare.ts";
import { operationSchema } from "../src/operation/schema.ts";
import { wideOperation, wideSupergraph } from "../src/testing/wide.ts";

// How long preparing an operation holds up the event loop, and so every other request: a supergraph of 100 subgraphs and
// a plan of 30 fetches. `node gateway/bench/planning.ts [times]`

const TIMES = Number(process.argv[2] ?? 20);
const SUBGRAPHS = 100;
const FETCHES = 30;
const supergraph = wideSupergraph(SUBGRAPHS);
const planner = createPlanner(supergraph.sdl);
const schema = operationSchema(supergraph, planner);
await planner.plan("{ __typename }");

const delay = monitorEventLoopDelay({ resolution: 1 });
const took: number[] = [];
let fetches = 0;
for (let time = 0; time < TIMES; time++) {
  const document = wideOperation(`Wide${time}`, FETCHES);
  delay.enable();
  const start = performance.now();
  const preparation = await prepare(document, undefined, schema);
  took.push(performance.now() - start);
  // A turn of the loop, so that the last delay is seen.
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  if (!preparation.ok) throw preparation.errors[0];
  fetches = JSON.stringify(preparation.operation.plan).match(/"kind":"Fetch"/g)?.length ?? 0;
}
await planner.close();

const sorted = took.toSorted((one, other) => one - other);
const ms = (value: number | undefined) => (value ?? 0).toFixed(1);
process.stdout.write(
  `${SUBGRAPHS} subgraphs, ${fetches} fetches, ${TIMES} operations: prepared in ${ms(sorted[Math.floor(TIMES / 2)])} ms (median), ` +
    `${ms(sorted.at(-1))} ms (most); the event loop was held up for ${ms(delay.max / 1e6)} ms at most, ` +
    `${ms(delay.percentile(99) / 1e6)} ms in 99 of 100 turns\n`,
);
