import { type Places, recordApi } from "./client/api.ts";
import { EnoughError } from "./client/transcript.ts";
import { assertDrawnAlike } from "./drawn-alike.ts";
import type { Idle } from "./measure/idle.ts";
import { type Measured, measure } from "./measure/measure.ts";
import type { UnableCell } from "./measure/measurement.ts";
import { NAIVE, type Others, RUNGS, type RungName, type Screen, type Subject } from "./screen.ts";
import { unlessStopped } from "./stopped.ts";
import type { CountServices } from "./system/services.ts";

export interface RunOptions {
  readonly screens: readonly Screen[];
  readonly rungs: readonly RungName[];
  /** Where they ask, and who counts what is done there. */
  readonly places: Places;
  readonly services: CountServices;
  /** Cells that are not asked. */
  readonly leftOut?: readonly LeftOutCell[];
  /** The same for a rung that asks elsewhere, as soon as what it asks is there. */
  readonly elsewhere?: Partial<Readonly<Record<RungName, Promise<Pick<RunOptions, "places" | "services">>>>>;
  readonly subject: Subject;
  readonly tokens: Readonly<Record<string, string>>;
  readonly others: Others;
  /** What streams say that have nothing to tell. */
  readonly idle: readonly Idle[];
  /** Hashes of documents that the gateway knows; those of the run are added. */
  readonly registered: Set<string>;
  /** Told before each cell of the table. */
  readonly onCell?: (screen: string, rung: string) => void;
  /** Ends the run; what is measured then has no result. */
  readonly signal?: AbortSignal;
}

/** Requests that are made first of a screen that is large. */
const OF_LARGE = 4;

/** The rungs that cannot show a screen, and why. */
export const unableOf = (screens: readonly Screen[], rungs: readonly RungName[]): UnableCell[] =>
  screens.flatMap((screen) =>
    rungs.flatMap((rung) => {
      const { unable: reason } = screen.rungs[rung];
      return reason === undefined ? [] : [{ screen: screen.name, rung, reason }];
    }),
  );

/** A rung that could show a screen, and is not asked to. */
export interface LeftOutCell {
  readonly screen: string;
  readonly rung: RungName;
}

/** What a quick run does without: no verdict needs a naive rung, and of a large screen these take longer than all else. */
export const leftOutToBeQuick = (screens: readonly Screen[]): LeftOutCell[] =>
  screens
    .filter(({ isLarge }) => isLarge)
    .flatMap(({ name, rungs }) =>
      RUNGS.filter((rung) => NAIVE.has(rung) && rungs[rung].unable === undefined).map((rung) => ({
        screen: name,
        rung,
      })),
    );

/** The rungs that are asked to show a screen. */
export const askedOf = (
  screen: Screen,
  { rungs, leftOut = [] }: { readonly rungs: readonly RungName[]; readonly leftOut?: readonly LeftOutCell[] },
): RungName[] =>
  rungs.filter(
    (rung) =>
      screen.rungs[rung].unable === undefined &&
      !leftOut.some((cell) => cell.screen === screen.name && cell.rung === rung),
  );

/**
 * Measures each screen on each rung, once to warm what may be warm and once to count.
 * @throws DrawnOtherwise naming the first line that differs; Error for what the adapters or the ledger find
 */
export async function run(options: RunOptions): Promise<Measured[]> {
  const { screens, subject, tokens, others, idle, registered, onCell, signal } = options;
  const one = async (screen: Screen, rung: RungName): Promise<Measured> => {
    const { changing } = screen;
    const { places, services } = (await options.elsewhere?.[rung]) ?? options;
    const recording = { places, token: tokens[screen.as], registered, ...(changing && { steady: changing.steady }) };
    const prepared = async () => ({ ...subject, ...(await changing?.prepare(others)) });
    {
      // Plans, prepared statements and connections to databases are made by a first, which does not count.
      using first = recordApi({ ...recording, ...(screen.isLarge && { most: OF_LARGE }) });
      await screen.rungs[rung].fetch(first, await prepared(), others).catch((error: unknown) => {
        if (!(error instanceof EnoughError)) throw error;
      });
    }
    using api = recordApi(recording);
    return measure(screen, rung, { subject: await prepared(), api, others, count: services, idle });
  };
  const measured: Measured[] = [];
  for (const screen of screens) {
    const [drawn, drawnAbove] = [new Map<string, string>(), new Map<string, string>()];
    for (const rung of askedOf(screen, options)) {
      if (signal?.aborted) return measured;
      onCell?.(screen.name, rung);
      const measuring = one(screen, rung).catch((error: Error) => {
        throw new Error(`${screen.name} on ${rung}: ${error.message}`, { cause: error });
      });
      const result = await unlessStopped(signal, measuring);
      if (result === undefined) return measured;
      assertDrawnAlike(screen.name, rung, result.html, drawn);
      assertDrawnAlike(`${screen.name} above the fold`, rung, result.above ?? "", drawnAbove);
      measured.push(result);
    }
  }
  return measured;
}
