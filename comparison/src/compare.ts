import { count } from "./count.ts";
import { readExpectation } from "./expectation.ts";
import { readGolden, readTimes, writeResults } from "./files.ts";
import type { Options } from "./options.ts";
import { withBar } from "./progress.ts";
import { besideTables, besideText } from "./report/beside.ts";
import { differences, type Golden } from "./report/golden.ts";
import type { Counted } from "./report/page-data.ts";
import { studiesText } from "./report/studies.ts";
import { textTable } from "./report/table.ts";
import { judge } from "./report/verdict.ts";
import { askedOf, unableOf } from "./run.ts";
import { RUNGS } from "./screen.ts";
import { screens } from "./screens.ts";
import { unlessStopped } from "./stopped.ts";
import { studies } from "./studies/studies.ts";
import { startStandMeanwhile } from "./system/stand.ts";
import { startSystem } from "./system/start.ts";
import { type Beside, besideSteps, measureBeside } from "./times/beside.ts";
import { withCounts } from "./times/counted-with.ts";
import { environment } from "./times/environment.ts";
import { readersOf } from "./times/processor.ts";
import { runTimes, stepsOf } from "./times/run-times.ts";
import { timesText } from "./times/text.ts";
import { UsageError } from "./usage-error.ts";

const DATA = "seed of size M";
/** Where gateway and REST edge are reached by TLS, counted from the gateway's port. */
const TLS = { gateway: 443, rest: 444 };

/**
 * Measures what is asked for, prints it, and writes or checks it.
 * @throws UsageError, Error with one clear message: nothing is written then
 */
export async function compare(options: Options, signal: AbortSignal): Promise<void> {
  const isWhole = options.screens.length === screens.length && options.rungs.length === RUNGS.length;
  if (options.write && !(isWhole && options.studies.length === studies.length))
    throw new UsageError("--write needs all screens, rungs and studies");
  // What is needed at the end is looked at before anything is measured.
  const golden = options.check || options.quick ? readGolden() : undefined;
  if (options.write) readTimes();
  const changes =
    options.screens.some((screen) => screen.changing !== undefined) ||
    options.studies.some(({ changesData }) => changesData);
  const conditions = environment(DATA, options.runs);
  await using system =
    options.portBase === undefined
      ? await withBar(
          1,
          () => startSystem({ portBase: options.ownPortBase, changes, signal }),
          "the system starts; its databases are filled, the first time",
        )
      : foreign(options.portBase);
  const asksNaive = options.screens.some((screen) => askedOf(screen, options).includes("G0")) && !signal.aborted;
  await using starting =
    asksNaive && system.pid !== undefined ? startStandMeanwhile("naive", system.portBase) : undefined;
  const { counted, subject, registered, signIn } = await count(options, system, starting?.stand, signal);
  const verdicts = judge(counted.measurements, unableOf(options.screens, RUNGS), readExpectation);
  if (counted.measurements.length > 0) {
    process.stdout.write(`${textTable(counted.measurements, verdicts, counted.unable, options.leftOut)}\n`);
    process.stdout.write(`\n${besideText(besideTables(counted.measurements, (screen) => screen))}\n`);
  }
  if (options.studies.length > 0) process.stdout.write(`\n${studiesText(counted.studies)}\n`);
  if (options.check && golden && !signal.aborted)
    check(golden, counted, isWhole && options.studies.length === studies.length);
  const naive = signal.aborted ? undefined : await starting?.stand;
  const doors = {
    subject,
    registered,
    restPort: system.portBase + TLS.rest,
    gatewayPort: system.portBase + TLS.gateway,
    naivePort: naive && naive.portBase + TLS.gateway,
  };
  const timed = { ...options, doors, signIn, readerOf: readersOf(system.pid, naive?.pid), signal };
  const times =
    !options.timed || signal.aborted
      ? undefined
      : await withBar(stepsOf(timed), (onRun) => unlessStopped(signal, runTimes({ ...timed, onRun })));
  if (times) process.stdout.write(`\n${timesText(times)}\n`);
  let beside: Beside | undefined;
  if (times && options.writeTimes && options.portBase === undefined && !signal.aborted) {
    // Their place is taken by others.
    await starting?.[Symbol.asyncDispose]();
    await system[Symbol.asyncDispose]();
    const { screens: shown, runs } = options;
    const next = { portBase: options.ownPortBase, tlsPort: TLS.gateway, screens: shown, subject, runs, signal };
    beside = await withBar(besideSteps(next), (onStep) => unlessStopped(signal, measureBeside({ ...next, onStep })));
  }
  const cells = withCounts(times?.cells ?? [], counted.measurements);
  if (signal.aborted) process.stdout.write("\nThis is a part only: the run was stopped.\n");
  else if (options.write)
    writeResults(counted, DATA, times && { version: 1, environment: conditions, ...times, cells, ...beside });
}

function check(golden: Golden, counted: Counted, isWhole: boolean): void {
  const found = differences(golden, counted, isWhole);
  for (const line of found) process.stderr.write(`${line}\n`);
  if (found.length === 0) return;
  process.stderr.write("\nIf that is meant: npm run compare -- --write, and commit what it writes.\n");
  process.exitCode = 1;
}

const foreign = (portBase: number) => ({
  portBase,
  pid: undefined,
  stopService: undefined,
  deployEdge: undefined,
  [Symbol.asyncDispose]: async () => {},
});
