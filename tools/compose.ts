import { readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Composition, CompositionError, composeFile, describeProblem, digestOf } from "@threefold/federation";

const SOURCE = fileURLToPath(new URL("../gateway/supergraph.yaml", import.meta.url));
const TARGET = fileURLToPath(new URL("../gateway/supergraph.graphql", import.meta.url));

const USAGE = `npm run compose            writes gateway/supergraph.graphql from the subgraphs that gateway/supergraph.yaml names
npm run compose -- --check  says whether it is up to date, and writes nothing`;

try {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.help) console.log(USAGE);
  else if (values.check) await check();
  else await write();
} catch (error) {
  console.error(
    error instanceof CompositionError ? error.message : `compose: ${error instanceof Error ? error.message : error}`,
  );
  process.exitCode = 1;
}

async function write(): Promise<void> {
  const composition = await composeFile(SOURCE);
  for (const hint of composition.hints) {
    if (hint.level !== "DEBUG") console.log(`${hint.level.toLowerCase()}: ${describeProblem(hint)}`);
  }
  const text = textOf(composition);
  if (text === (await current())) {
    console.log("gateway/supergraph.graphql is up to date");
    return;
  }
  // All at once: a gateway that watches the file must never see half of it.
  await writeFile(`${TARGET}.new`, text);
  await rename(`${TARGET}.new`, TARGET);
  console.log(`gateway/supergraph.graphql: composed from ${composition.subgraphs.map(({ name }) => name).join(", ")}`);
}

async function check(): Promise<void> {
  const composition = await composeFile(SOURCE);
  const committed = await current();
  if (committed === textOf(composition)) return;
  const changed = composition.subgraphs.filter((subgraph) => !committed?.includes(digestLine(subgraph)));
  const reason =
    committed === undefined
      ? "is missing"
      : changed.length === 0
        ? "is stale"
        : `is stale (changed: ${changed.map(({ name }) => name).join(", ")})`;
  console.error(`gateway/supergraph.graphql ${reason}: run "npm run compose" and commit it`);
  process.exitCode = 1;
}

async function current(): Promise<string | undefined> {
  try {
    return await readFile(TARGET, "utf8");
  } catch {
    return undefined;
  }
}

/** The supergraph under a heading that holds what it was made of, so that a stale one can say which subgraph changed. */
function textOf({ supergraphSdl, subgraphs }: Composition): string {
  const heading = ["# Made by `npm run compose`, never by hand, from:", ...subgraphs.map(digestLine)];
  return `${heading.join("\n")}\n\n${supergraphSdl}\n`;
}

function digestLine(subgraph: Composition["subgraphs"][number]): string {
  return `#   ${subgraph.name} sha256:${digestOf(subgraph).slice(0, 16)}`;
}
