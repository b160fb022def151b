import { type Counting, count } from "./count.ts";
import { readExpectation } from "./expectation.ts";
import { readGolden, readTimes, writeResults } from "./files.ts";
import type { Options } from "./options.ts";
import { withBar } from "./progress.ts";
import { besideTables, besideText } from "./report/beside.ts";
import { otherCoders } from "./report/coders.ts";
import { differences, type Golden } from "./report/golden.ts";
import type { Counted } from "./report/page-data.ts";
import { studiesText } from "./report/studies.ts";
import { textTable } from "./report/table.ts";
import { taxTables } from "./report/tax.ts";
import { judge } from "./report/verdict.ts";
import { askedOf, unableOf } from "./run.ts";
import { RUNGS } from "./screen.ts";
import { screens } from "./screens.ts";
import { unlessStopped } from "./stopped.ts";
import { studies } from "./studies/studies.ts";
import { foreignStage, type Stage, startStage } from "./system/stage.ts";
import { type Beside, besideSteps, measureBeside } from "./times/beside.ts";
import type { Cell } from "./times/cell.ts";
import { withCounts } from "./times/counted-with.ts";
import { environment } from "./times/environment.ts";
import { readersOf } from "./times/processor.ts";
import { runTimes, stepsOf, type Times } from "./times/run-times.ts";
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
  const asksNaive = options.screens.some((screen) => askedOf(screen, options).includes("G0"));
  const start = (changing: boolean, why: string): Promise<Stage> =>
    withBar(1, () => startStage(asksNaive, { portBase: options.ownPortBase, changes: changing, signal }), why);
  await using stage =
    options.portBase === undefined
      ? await start(changes, "the system starts; its databases are filled, the first time")
      : foreignStage(options.portBase);
  const counting = await count(options, stage.system, stage.naive, signal);
  const { counted } = counting;
  const verdicts = judge(counted.measurements, unableOf(options.screens, RUNGS), readExpectation);
  if (counted.measurements.length > 0) {
    process.stdout.write(`${textTable(counted.measurements, verdicts, counted.unable, options.leftOut)}\n`);
    process.stdout.write(`\n${besideText(besideTables(counted.measurements, (screen) => screen))}\n`);
  }
  if (options.studies.length > 0) process.stdout.write(`\n${studiesText(counted.studies)}\n`);
  if (options.check && golden && !signal.aborted)
    check(golden, counted, isWhole && options.studies.length === studies.length);
  let times: Times | undefined;
  if (options.timed && !signal.aborted) {
    if (!changes) times = await time(options, counting, stage, signal);
    else if (options.portBase !== undefined) process.stderr.write(`\n${DATA_CHANGED}\n`);
    else {
      // What is timed must be what was counted: without the orders that came since.
      await stage[Symbol.asyncDispose]();
      await using anew = await start(false, "the databases are filled anew");
      times = await time(options, counting, anew, signal);
    }
  }
  if (times) process.stdout.write(`\n${timesText(times)}\n`);
  let beside: Beside | undefined;
  if (times && options.writeTimes && options.portBase === undefined && !signal.aborted) {
    // Their place is taken by others.
    await stage[Symbol.asyncDispose]();
    const { screens: shown, runs, ownPortBase: portBase } = options;
    const next = { portBase, tlsPort: TLS.gateway, screens: shown, subject: counting.subject, runs, signal };
    beside = await withBar(besideSteps(next), (onStep) => unlessStopped(signal, measureBeside({ ...next, onStep })));
    if (beside) process.stdout.write(`\n${besideText(taxTables(beside))}\n`);
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
  const coders = otherCoders(golden);
  if (coders !== undefined) process.stderr.write(`\n${coders}\n`);
  process.stderr.write("\nIf that is meant: npm run compare -- --write, and commit what it writes.\n");
  process.exitCode = 1;
}

/** Times each screen there, as it was counted. */
async function time(
  options: Options,
  counting: Counting,
  stage: Stage,
  signal: AbortSignal,
): Promise<Times | undefined> {
  const { system, naive: starting } = stage;
  const naive = await starting;
  const { subject, signIn, counted } = counting;
  const timed = {
    ...options,
    doors: {
      subject,
      registered: new Set<string>(),
      restPort: system.portBase + TLS.rest,
      gatewayPort: system.portBase + TLS.gateway,
      naivePort: naive && naive.portBase + TLS.gateway,
    },
    signIn,
    drawnOf: ({ screen, rung }: Pick<Cell, "screen" | "rung">) =>
      counted.measurements.find((each) => each.screen === screen.name && each.rung === rung)?.drawn,
    readerOf: readersOf(system.pid, naive?.pid),
    signal,
  };
  return withBar(stepsOf(timed), (onRun) => unlessStopped(signal, runTimes({ ...timed, onRun })));
}

const DATA_CHANGED =
  "Times are left out: what was counted has changed the data of a system that is not the comparison's own. " +
  "They can be had of the screens that read only (--screen, without order-tracking).";
