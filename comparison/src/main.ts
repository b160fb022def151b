import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SingleBar } from "cli-progress";
import { readExpectation } from "./expectation.ts";
import type { Measured } from "./measure/measure.ts";
import type { Measurement } from "./measure/measurement.ts";
import { HELP, readOptions, UsageError } from "./options.ts";
import { differences, type Golden } from "./report/golden.ts";
import { pageData } from "./report/page-data.ts";
import { resultsDocument } from "./report/results.ts";
import { judge, textTable, type Verdict } from "./report/table.ts";
import { run } from "./run.ts";
import { RUNGS } from "./screen.ts";
import { screens } from "./screens.ts";
import { startSystem } from "./system/start.ts";
import { statementsOf } from "./system/statements.ts";
import { findSubject, signIn } from "./system/subject.ts";

const GOLDEN = fileURLToPath(new URL("../results/golden.json", import.meta.url));
/** The page is built with the others, and has its data beside it. */
const PAGE = fileURLToPath(new URL("../../web/src/compare/results.json", import.meta.url));
const RESULTS = fileURLToPath(new URL("../RESULTS.md", import.meta.url));
/** Beside the ports of a system that a person runs. */
const PORT_BASE = 14_800;
const DATA = "seed of size M";

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else await compare(options);
} catch (error) {
  process.stderr.write(`compare: ${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof UsageError) process.stderr.write(`\n${HELP}`);
  process.exitCode = 2;
}

async function compare(options: ReturnType<typeof readOptions>): Promise<void> {
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  await using system =
    options.portBase === undefined
      ? await startSystem(PORT_BASE)
      : { portBase: options.portBase, [Symbol.asyncDispose]: async () => {} };
  const places = {
    rest: `http://127.0.0.1:${system.portBase + 4}`,
    graphql: `http://127.0.0.1:${system.portBase}/graphql`,
  };
  const tokens = await signIn(places.rest);
  const subject = await findSubject(places.rest, { ada: tokens.ada });
  const bar = process.stderr.isTTY ? new SingleBar({ format: "{bar} {percentage}%  {cell}" }) : undefined;
  bar?.start(options.screens.length * options.rungs.length, 0, { cell: "" });
  const measured = await run({
    ...options,
    places,
    subject,
    tokens,
    statements: statementsOf(system.portBase),
    signal: stopping.signal,
    onCell: (screen, rung) => bar?.increment(1, { cell: `${screen} ${rung}` }),
  }).finally(() => bar?.stop());
  const measurements = measured.map(({ measurement }) => measurement);
  const verdicts = judge(measurements, readExpectation);
  process.stdout.write(`${textTable(measurements, verdicts)}\n`);
  if (stopping.signal.aborted) process.stdout.write("\nThis is a part only: the run was stopped.\n");
  else if (options.check) check(measurements);
  else if (options.write) write(measured, verdicts);
}

function check(measurements: readonly Measurement[]): void {
  const golden = JSON.parse(readFileSync(GOLDEN, "utf8")) as Golden;
  const found = differences(golden, measurements);
  for (const line of found) process.stderr.write(`${line}\n`);
  if (found.length === 0) return;
  process.stderr.write("\nIf that is meant: npm run compare -- --write, and commit what it writes.\n");
  process.exitCode = 1;
}

function write(measured: readonly Measured[], verdicts: readonly Verdict[]): void {
  if (measured.length !== screens.length * RUNGS.length) throw new UsageError("--write needs all screens and rungs");
  const measurements = measured.map(({ measurement }) => measurement);
  const golden: Golden = { version: 1, data: DATA, measurements };
  writeFileSync(GOLDEN, `${JSON.stringify(golden, undefined, 2)}\n`);
  writeFileSync(RESULTS, resultsDocument(measurements, verdicts, readExpectation, DATA));
  writeFileSync(PAGE, `${JSON.stringify(pageData(measured, verdicts, readExpectation, DATA))}\n`);
}
