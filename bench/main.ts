import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { compose, parseSubgraph } from "@threefold/federation";
import { type Candidate, candidates } from "./candidates.ts";
import { load } from "./load.ts";
import { type BenchOperation, operations } from "./operations.ts";
import { type Measured, pinTo, startOn, untilAnswers } from "./processes.ts";
import { markdown, type Sample } from "./results.ts";
import { PORTS, SCHEMAS, type SubgraphName, urlOf } from "./subgraphs.ts";

// `npm run bench`: every gateway that is installed, on the same stub subgraphs, in turn, round after round. Each is alone
// on one core; the stubs and the load are on the other. bench/README.md says what is measured and how.

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "4" },
    only: { type: "string" },
    output: { type: "string" },
  },
});
const [GATEWAY_CORE, OTHER_CORE] = [0, 1];
const here = fileURLToPath(new URL(".", import.meta.url));
const url = `http://127.0.0.1:${PORTS.candidate}/graphql`;

pinTo(OTHER_CORE);
const folder = mkdtempSync(join(tmpdir(), "bench-"));
const supergraph = join(folder, "supergraph.graphql");
const names = Object.keys(SCHEMAS) as SubgraphName[];
writeFileSync(supergraph, compose(names.map((name) => parseSubgraph(name, urlOf(name), SCHEMAS[name]))).supergraphSdl);
await using _stubs = await startOn(OTHER_CORE, [process.execPath, join(here, "stubs.ts")], {
  cwd: here,
  ready: (child) => once(child, "message"),
});

const samples: Sample[] = [];
const expected = new Map<string, unknown>();
const wanted = candidates(supergraph).filter(
  ({ name }) => values.only === undefined || values.only.split(",").includes(name),
);
for (let round = 1; round <= Number(values.rounds); round++) {
  for (const candidate of wanted) {
    try {
      await using running = await start(candidate);
      for (const operation of operations) samples.push(await measure(candidate, running, operation));
    } catch (error) {
      process.stderr.write(`${candidate.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
}
rmSync(folder, { recursive: true });
const machine = `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores, Node ${process.version}`;
const text = markdown(samples, { machine, command: `npm run bench -- ${process.argv.slice(2).join(" ")}` });
process.stdout.write(text);
if (values.output !== undefined) writeFileSync(values.output, text);

function start({ command, env }: Candidate): Promise<Measured> {
  return startOn(GATEWAY_CORE, command, { cwd: here, ...(env && { env }), ready: () => untilAnswers(url) });
}

async function measure({ name }: Candidate, running: Measured, operation: BenchOperation): Promise<Sample> {
  await compare(operation);
  await load(url, operation, 2_000);
  const before = running.cpuMicros();
  const { requests, seconds, p50, p99 } = await load(url, operation, Number(values.seconds) * 1000);
  const cpuMicros = (running.cpuMicros() - before) / requests;
  const sample = { candidate: name, operation: operation.name, cpuMicros, perSecond: requests / seconds, p50, p99 };
  process.stderr.write(`${name}, ${operation.name}: ${cpuMicros.toFixed(0)} µs, ${sample.perSecond.toFixed(0)}/s\n`);
  return { ...sample, megabytes: running.residentBytes() / 1e6 };
}

/** @throws Error when a candidate does not answer what the first one did: then its figures would mean nothing */
async function compare({ name, query, variables }: BenchOperation): Promise<void> {
  const body = JSON.stringify({ query, variables: variables[7] });
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  const answer = await response.json();
  if (!expected.has(name)) expected.set(name, answer);
  if (!isDeepStrictEqual(answer, expected.get(name))) {
    throw new Error(`another answer to ${name}: ${JSON.stringify(answer).slice(0, 300)}`);
  }
}
