import { SingleBar } from "cli-progress";
import { readExpectation } from "./expectation.ts";
import { readGolden, writeCounts, writeTimes } from "./files.ts";
import { measureIdle } from "./measure/idle.ts";
import type { Options } from "./options.ts";
import { differences } from "./report/golden.ts";
import type { Counted } from "./report/page-data.ts";
import { studiesText } from "./report/studies.ts";
import { judge, textTable } from "./report/table.ts";
import { run, unableOf } from "./run.ts";
import { RUNGS } from "./screen.ts";
import { screens } from "./screens.ts";
import { studies } from "./studies/studies.ts";
import type { Situation, Study } from "./studies/study.ts";
import { startMonolith } from "./system/monolith.ts";
import { othersOf } from "./system/others.ts";
import { servicesOf } from "./system/services.ts";
import { startSystem } from "./system/start.ts";
import { findSubject, signIn } from "./system/subject.ts";
import { besideSteps, measureBeside } from "./times/beside.ts";
import { environment } from "./times/environment.ts";
import type { CpuBeside } from "./times/measured.ts";
import { cpuOf } from "./times/processor.ts";
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
  const changing = options.screens.some((screen) => screen.changing !== undefined);
  await using system =
    options.portBase === undefined ? await startSystem(options.ownPortBase, changing) : foreign(options.portBase);
  const places = {
    rest: `http://127.0.0.1:${system.portBase + 4}`,
    graphql: `http://127.0.0.1:${system.portBase}/graphql`,
  };
  const tokens = await signIn(places.rest);
  const subject = await findSubject(places.rest, { ada: tokens.ada });
  const registered = new Set<string>();
  const idle = changing ? measureIdle(places, tokens.ada, subject.orderId) : Promise.resolve([]);
  // It is told of where it is waited for.
  idle.catch(() => {});
  // Before others change what is there.
  const found = await runStudies(options.studies, idle, {
    places,
    portBase: system.portBase,
    subject,
    tokens,
    registered,
    services: servicesOf(system.portBase),
    stopService: system.stopService,
    deployEdge: system.deployEdge,
    startMonolith: async () => (options.portBase === undefined ? startMonolith(options.ownPortBase) : NOTHING_STARTED),
    signal,
  });
  const others = await othersOf(places.rest, tokens);
  // What it asks would be counted with the screens.
  const signs = await idle;
  const measured = await withBar(options.screens.length * options.rungs.length, (step) =>
    run({
      ...options,
      places,
      subject,
      tokens,
      others,
      idle: signs,
      registered,
      services: servicesOf(system.portBase),
      signal,
      onCell: (screen, rung) => step(`${screen} ${rung}`),
    }),
  );
  const counted: Counted = {
    measured,
    measurements: measured.map(({ measurement }) => measurement),
    unable: unableOf(options.screens, options.rungs),
    idle: signs,
    studies: found,
  };
  const verdicts = judge(counted.measurements, readExpectation);
  process.stdout.write(`${textTable(counted.measurements, verdicts, counted.unable)}\n`);
  if (options.studies.length > 0) process.stdout.write(`\n${studiesText(found)}\n`);
  if (options.check && !signal.aborted) check(counted);
  const doors = {
    restPort: system.portBase + TLS.rest,
    gatewayPort: system.portBase + TLS.gateway,
    subject,
    tokens,
    registered,
  };
  const readCpu = system.pid === undefined ? undefined : await cpuOf(system.pid);
  const asked = { ...options, doors, readCpu, signal };
  const conditions = environment(DATA, options.runs);
  const times =
    options.quick || signal.aborted
      ? undefined
      : await withBar(stepsOf(asked), (onRun) => runTimes({ ...asked, onRun }));
  if (times) process.stdout.write(`\n${timesText(times.cells)}\n`);
  let beside: CpuBeside[] = [];
  if (times && options.writeTimes && options.portBase === undefined) {
    // Its place is taken by others.
    await system[Symbol.asyncDispose]();
    const { screens: shown } = options;
    const asking = { portBase: options.ownPortBase, screens: shown, subject, signal };
    beside = await withBar(besideSteps(asking), (onScreen) => measureBeside({ ...asking, onScreen }));
  }
  if (signal.aborted) process.stdout.write("\nThis is a part only: the run was stopped.\n");
  else if (options.write) write(counted, times, beside, conditions);
}

async function runStudies(
  chosen: readonly Study[],
  quiet: Promise<unknown>,
  situation: Situation,
): Promise<Record<string, object>> {
  const found: Record<string, object> = {};
  await withBar(chosen.length, async (step) => {
    for (const study of chosen) {
      if (situation.signal.aborted) return;
      step(study.name);
      if (study.stopsServices && !situation.stopService) {
        process.stderr.write(
          `${study.name} is left out: it stops services, and this system is not the comparison's own\n`,
        );
        continue;
      }
      if (study.countsServices) await quiet;
      const result = await study.run(situation);
      // What was broken off is not what the study would have found.
      if (!situation.signal.aborted) found[study.name] = result;
    }
  });
  return found;
}

function write(
  counted: Counted,
  times: Times | undefined,
  cpuBeside: CpuBeside[],
  conditions: ReturnType<typeof environment>,
): void {
  if (times)
    writeTimes({ version: 1, environment: conditions, cells: [...times.cells], cpu: [...times.cpu], cpuBeside });
  writeCounts(counted, DATA);
}

function check(counted: Counted): void {
  const found = differences(readGolden(), counted);
  for (const line of found) process.stderr.write(`${line}\n`);
  if (found.length === 0) return;
  process.stderr.write("\nIf that is meant: npm run compare -- --write, and commit what it writes.\n");
  process.exitCode = 1;
}

const NOTHING_STARTED: AsyncDisposable = { [Symbol.asyncDispose]: async () => {} };

const foreign = (portBase: number) => ({
  portBase,
  pid: undefined,
  stopService: undefined,
  deployEdge: undefined,
  [Symbol.asyncDispose]: async () => {},
});

/** A bar for people who wait; none where output is read by programs. */
async function withBar<Result>(
  steps: number,
  work: (step: (what: string) => void) => Promise<Result>,
): Promise<Result> {
  const bar = process.stderr.isTTY
    ? new SingleBar({ format: "{bar} {percentage}%  {eta_formatted} left  {cell}" })
    : undefined;
  bar?.start(steps, 0, { cell: "" });
  try {
    return await work((cell) => bar?.increment(1, { cell }));
  } finally {
    bar?.stop();
  }
}
