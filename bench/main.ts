import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { optionsOrEnd } from "@threefold/configuration";
import { compose, parseSubgraph } from "@threefold/federation";
import { bareCandidates, type Candidate, growthCandidates } from "./candidates.ts";
import { AXES, operationOf } from "./growth/axes.ts";
import { growthMarkdown, growthOf } from "./growth/figures.ts";
import { growthPlot } from "./growth/plot.ts";
import { GROWTH_SCHEMAS, growthUrl } from "./growth/subgraphs.ts";
import { guardedCandidates } from "./guarded-candidates.ts";
import { operations } from "./operations.ts";
import { readOptions } from "./options.ts";
import { startPeople } from "./people.ts";
import { pinTo, startOn } from "./processes.ts";
import { markdown, type Sample } from "./results.ts";
import { writeSection } from "./sections.ts";
import { SCHEMAS, urlOf } from "./subgraphs.ts";
import { takeTurns } from "./turns.ts";

// `npm run bench`: every gateway that is installed, on the same stub subgraphs, in turn, round after round. Each is alone
// on one core; the stubs and the load are on the other. bench/README.md says what is measured and how.

const options = optionsOrEnd("bench", readOptions);
const { guards, growth, isTwo, warmUpSeconds, output } = options;
const here = fileURLToPath(new URL(".", import.meta.url));
/** The load (package.json) and the stubs share a core: threads that collect garbage would only wait there for each other. */
const ALONE = "--single-threaded-gc";

const others = isTwo ? "0,1" : "1";
pinTo(others);
const folder = mkdtempSync(join(tmpdir(), "bench-"));
await using cleanup = new AsyncDisposableStack();
cleanup.defer(() => rmSync(folder, { recursive: true }));
const files = { folder, supergraph: join(folder, "supergraph.graphql") };
const [schemas, stubUrl] = growth ? [GROWTH_SCHEMAS, growthUrl] : [SCHEMAS, urlOf];
const subgraphs = Object.entries(schemas).map(([name, schema]) => parseSubgraph(name, stubUrl(name), schema));
writeFileSync(files.supergraph, compose(subgraphs).supergraphSdl);
const people = guards ? cleanup.use(await startPeople()) : undefined;
const all = growth ? growthCandidates(files) : people ? guardedCandidates(files, people) : bareCandidates(files);
const candidates = await chosenOrEnd(all);
cleanup.use(
  await startOn(others, [process.execPath, ALONE, join(here, growth ? "growth/stubs.ts" : "stubs.ts")], {
    cwd: here,
    ready: (child) => once(child, "message"),
  }),
);

const samples = await takeTurns({
  candidates,
  operations: growth ? AXES.flatMap((axis) => axis.counts.map((count) => operationOf(axis, count))) : operations,
  rounds: options.rounds,
  warmUpMs: { first: warmUpSeconds * 1_000, others: warmUpSeconds * 500 },
  ms: options.seconds * 1_000,
  cores: isTwo ? ["0", "1"] : ["0"],
  credentials: people?.credentials,
});
const machine = `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores, Node ${process.version}`;
const command = ["npm run bench --", ...process.argv.slice(2)].join(" ").replace(/ --$/, "");
const text = `Made by \`${command}\` on ${machine}, after ${warmUpSeconds} seconds of warming up.\n\n${growth ? growthText(samples) : markdown(samples)}`;
process.stdout.write(text);
if (output !== undefined) writeSection(output, heading(), text);

async function chosenOrEnd(all: readonly Candidate[]): Promise<readonly Candidate[]> {
  const names = options.only ?? all.map(({ name }) => name);
  const unknown = names.find((name) => !all.some((candidate) => candidate.name === name));
  if (unknown === undefined) return names.flatMap((name) => all.find((candidate) => candidate.name === name) ?? []);
  await cleanup.disposeAsync();
  return end(`there is no candidate ${JSON.stringify(unknown)}, only ${all.map(({ name }) => name).join(", ")}`);
}

function end(reason: string): never {
  process.stderr.write(`bench: ${reason}\n`);
  process.exit(2);
}

function growthText(samples: readonly Sample[]): string {
  const figures = growthOf(samples);
  if (output === undefined) return growthMarkdown(figures);
  writeFileSync(join(dirname(output), "growth.svg"), growthPlot(figures, `${command} · ${machine}`));
  return `![CPU time of a request by fields, list, fetches and subgraphs](growth.svg)\n\n${growthMarkdown(figures)}`;
}

function heading(): string {
  if (growth) return "Growth";
  return `${guards ? "With the guards on" : "Bare"}${isTwo ? ", two processes on two cores" : ""}`;
}
