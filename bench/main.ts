import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compose, parseSubgraph } from "@threefold/federation";
import { bareCandidates } from "./candidates.ts";
import { guardedCandidates } from "./guarded-candidates.ts";
import { operations } from "./operations.ts";
import { startPeople } from "./people.ts";
import { pinTo, startOn } from "./processes.ts";
import { markdown } from "./results.ts";
import { writeSection } from "./sections.ts";
import { SCHEMAS, SUBGRAPHS, urlOf } from "./subgraphs.ts";
import { takeTurns } from "./turns.ts";

// `npm run bench`: every gateway that is installed, on the same stub subgraphs, in turn, round after round. Each is alone
// on one core; the stubs and the load are on the other. bench/README.md says what is measured and how.

const { values } = parseArgs({
  options: {
    guards: { type: "boolean", default: false },
    processes: { type: "string", default: "1" },
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "3" },
    only: { type: "string" },
    output: { type: "string" },
  },
});
const { guards, only } = values;
const isTwo = values.processes === "2";
const here = fileURLToPath(new URL(".", import.meta.url));

const others = isTwo ? "0,1" : "1";
pinTo(others);
const folder = mkdtempSync(join(tmpdir(), "bench-"));
await using cleanup = new AsyncDisposableStack();
cleanup.defer(() => rmSync(folder, { recursive: true }));
const supergraph = join(folder, "supergraph.graphql");
writeFileSync(
  supergraph,
  compose(SUBGRAPHS.map((name) => parseSubgraph(name, urlOf(name), SCHEMAS[name]))).supergraphSdl,
);
cleanup.use(
  await startOn(others, [process.execPath, join(here, "stubs.ts")], {
    cwd: here,
    ready: (child) => once(child, "message"),
  }),
);
const people = guards ? cleanup.use(await startPeople()) : undefined;
const files = { folder, supergraph };
const candidates = people ? guardedCandidates(files, people) : bareCandidates(files);

const samples = await takeTurns({
  candidates: candidates.filter(({ name }) => only === undefined || only.split(",").includes(name)),
  operations,
  rounds: Number(values.rounds),
  warmUpMs: 1_500,
  ms: Number(values.seconds) * 1_000,
  cores: isTwo ? ["0", "1"] : ["0"],
  credentials: people?.credentials,
});
const machine = `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores, Node ${process.version}`;
const options = process.argv.slice(2);
const heading = `${guards ? "With the guards on" : "Bare"}${isTwo ? ", two processes on two cores" : ""}`;
const text = markdown(samples, { machine, command: ["npm run bench --", ...options].join(" ") });
process.stdout.write(text);
if (values.output !== undefined) writeSection(values.output, heading, text);
