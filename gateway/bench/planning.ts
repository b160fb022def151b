import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { compose, parseSubgraph, readSupergraph } from "@threefold/federation";
import { createPlanner } from "@threefold/federation/planner";
import { prepare } from "../src/operation/prepare.ts";
import { operationSchema } from "../src/operation/schema.ts";

// How long preparing an operation holds up the event loop, and so every other request: a supergraph of 100 subgraphs and
// a plan of 30 fetches. `node gateway/bench/planning.ts [times]`

const TIMES = Number(process.argv[2] ?? 20);
const SUBGRAPHS = 100;
const FETCHES = 30;
const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';

const subgraphs = Array.from({ length: SUBGRAPHS }, (_, n) => {
  const query = n === 0 ? "type Query { item(id: ID!): Item }" : "";
  const own = Array.from({ length: 20 }, (_, k) => `own${n}_${k}: Own${n}`).join(" ");
  return parseSubgraph(
    `s${n}`,
    `http://127.0.0.1/${n}`,
    `${link}${query} type Item @key(fields: "id") { id: ID! field${n}(size: Int = 3): String ${own} } type Own${n} { a: Int b: Int }`,
  );
});
const supergraph = readSupergraph(compose(subgraphs).supergraphSdl);
const planner = createPlanner(supergraph.sdl);
const schema = operationSchema(supergraph, planner);
await planner.plan("{ __typename }");

const fields = Array.from({ length: FETCHES }, (_, n) => `field${n}(size: $size) own${n}_1 { a b }`).join(" ");
const delay = monitorEventLoopDelay({ resolution: 1 });
const took: number[] = [];
let fetches = 0;
for (let time = 0; time < TIMES; time++) {
  const document = `query Wide${time}($id: ID!, $size: Int) { item(id: $id) { ${fields} } }`;
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
