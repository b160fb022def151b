import { readGolden } from "./files.ts";
import { type Idle, measureIdle } from "./measure/idle.ts";
import type { Options } from "./options.ts";
import { withBar } from "./progress.ts";
import type { Counted } from "./report/page-data.ts";
import { askedOf, run, unableOf } from "./run.ts";
import type { Subject } from "./screen.ts";
import { unlessStopped } from "./stopped.ts";
import type { Situation, Study } from "./studies/study.ts";
import { startMonolith } from "./system/monolith.ts";
import { othersOf } from "./system/others.ts";
import { servicesOf } from "./system/services.ts";
import type { Stand } from "./system/stand.ts";
import type { System } from "./system/start.ts";
import { findSubject } from "./system/subject.ts";

/** All that was counted, and who asked for what. */
export interface Counting {
  readonly counted: Counted;
  readonly subject: Subject;
  /** Signs the same people in again. */
  readonly signIn: () => Promise<Situation["tokens"]>;
  /** Hashes of documents that the gateway knows by now. */
  readonly registered: Set<string>;
}

/**
 * Counts what is chosen on a system that runs.
 * @param system its `stopService` is undefined when it is not the comparison's own
 * @param naive what G0 asks; the system too unless given
 * @param signal ends it: then there is what was finished
 * @throws Stopped when nothing was
 */
export async function count(
  options: Options,
  system: Pick<System, "portBase" | "signIn"> & Pick<Situation, "stopService" | "deployEdge">,
  naive: Promise<Stand> | undefined,
  signal: AbortSignal,
): Promise<Counting> {
  const { portBase, signIn } = system;
  const places = { rest: `http://127.0.0.1:${portBase + 4}`, graphql: `http://127.0.0.1:${portBase}/graphql` };
  const tokens = await signIn();
  const services = servicesOf(portBase);
  // Who does not count is told of before anything is measured.
  await services();
  const subject = await findSubject(places.rest, { ada: tokens.ada });
  const registered = new Set<string>();
  const idle = idleOf(options, () => measureIdle(places, tokens.ada, subject.orderId, signal));
  // It is told of where it is waited for.
  idle.catch(() => {});
  // Before others change what is there.
  const situation: Situation = {
    places,
    portBase,
    subject,
    tokens,
    registered,
    services,
    stopService: system.stopService,
    deployEdge: system.deployEdge,
    startMonolith: async () => (options.portBase === undefined ? startMonolith(portBase) : NOTHING_STARTED),
    signal,
  };
  const found = await runStudies(
    options.studies.filter(({ changesData = false }) => !changesData),
    idle,
    signIn,
    situation,
  );
  const { screens, rungs, leftOut } = options;
  const counting = (counted: Partial<Counted>): Counting => ({
    counted: { measured: [], measurements: [], unable: [], idle: [], studies: found, ...counted },
    subject,
    signIn,
    registered,
  });
  const now = await unlessStopped(signal, signIn());
  const others = now && (await unlessStopped(signal, othersOf(places.rest, now)));
  // What it asks would be counted with the screens.
  const signs = await withBar(
    1,
    () => unlessStopped(signal, idle),
    "streams are followed for half a minute while nothing happens",
  );
  if (now === undefined || others === undefined || signs === undefined) return counting({});
  const measured = await withBar(screens.flatMap((screen) => askedOf(screen, options)).length, (step) =>
    run({
      screens,
      rungs,
      leftOut,
      places,
      services,
      ...(naive && { elsewhere: { G0: naive } }),
      subject,
      tokens: now,
      others,
      idle: signs,
      registered,
      signal,
      onCell: (screen, rung) => step(`${screen} ${rung}`),
    }),
  );
  // What comes after these would see other things.
  const foundLast = await runStudies(
    options.studies.filter(({ changesData = false }) => changesData),
    idle,
    signIn,
    situation,
  );
  return counting({
    measured,
    measurements: measured.map(({ measurement }) => measurement),
    unable: unableOf(screens, rungs),
    idle: signs,
    studies: { ...found, ...foundLast },
  });
}

/** What streams say that have nothing to tell: half a minute for who follows some, unless it is to be quick, and is as it was written. */
async function idleOf({ screens, quick }: Options, measured: () => Promise<Idle[]>): Promise<readonly Idle[]> {
  if (!screens.some(({ changing }) => changing !== undefined)) return [];
  return quick ? readGolden().idle : measured();
}

const NOTHING_STARTED: AsyncDisposable = { [Symbol.asyncDispose]: async () => {} };

async function runStudies(
  chosen: readonly Study[],
  quiet: Promise<unknown>,
  signIn: Counting["signIn"],
  situation: Situation,
): Promise<Record<string, object>> {
  const found: Record<string, object> = {};
  await withBar(chosen.length, async (step) => {
    for (const study of chosen) {
      if (situation.signal.aborted) return;
      step(study.name);
      if ((study.stopsServices || study.changesData) && !situation.stopService) {
        process.stderr.write(`${study.name} is left out: it needs a system of the comparison's own\n`);
        continue;
      }
      if (study.countsServices) await quiet;
      // Where people really sign in, tokens end after ten minutes, and all together may take longer.
      const running = signIn().then((tokens) => study.run({ ...situation, tokens }));
      const result = await unlessStopped(situation.signal, running);
      // What was broken off is not what the study would have found.
      if (result !== undefined && !situation.signal.aborted) found[study.name] = result;
    }
  });
  return found;
}
