import { recordApi } from "../client/api.ts";
import { createHttp2Client } from "../client/http2.ts";
import { NAIVE, type RungName, type Screen } from "../screen.ts";
import { NOBODY } from "../system/others.ts";
import type { AtRate } from "./measured.ts";
import { openLoop } from "./open-loop.ts";
import type { Doors } from "./run-cell.ts";
import { intervalOf, percentile, round, rounded, shuffled } from "./statistics.ts";

export interface Rate {
  readonly perSecond: number;
  /** How many people come in a turn before others are counted, and how many these are. */
  readonly warm: number;
  readonly counted: number;
  /** Each rung has its turn so many times, so that what changes with time falls on all alike. */
  readonly turns: number;
}

const RATE: Rate = { perSecond: 20, warm: 10, counted: 28, turns: 5 };
/** Connections that people share: each is of HTTP/2, by TLS, and open. */
const CONNECTIONS = 8;

export interface AtRateOptions {
  readonly screens: readonly Screen[];
  readonly rungs: readonly RungName[];
  /** Gives everybody a token of their own: they end after minutes, and all screens take longer. */
  readonly enter: () => Promise<Doors>;
  /** Twenty a second unless given. */
  readonly rate?: Rate | undefined;
  /** Told after each rung of a screen. */
  readonly onRun?: ((what: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The rungs that compete, on the screens that many can come to: not what is large, nor what lasts as long as somebody looks at it. */
export const cellsAtRate = ({ screens, rungs }: Pick<AtRateOptions, "screens" | "rungs">) =>
  screens
    .filter(({ isLarge, beginning }) => !isLarge && !beginning)
    .flatMap((screen) =>
      rungs
        .filter((rung) => !NAIVE.has(rung) && screen.rungs[rung].unable === undefined)
        .map((rung) => ({ screen, rung })),
    );

/** How long screens take while people come to them at a fixed rate, on the loopback. */
export async function measureAtRate(options: AtRateOptions): Promise<AtRate[]> {
  const measured: AtRate[] = [];
  for (const [screen, cells] of Map.groupBy(cellsAtRate(options), ({ screen }) => screen)) {
    if (options.signal?.aborted) return measured;
    measured.push(
      ...(await inTurns(
        screen,
        cells.map(({ rung }) => rung),
        options,
      )),
    );
  }
  return measured;
}

async function inTurns(
  screen: Screen,
  rungs: readonly RungName[],
  { enter, rate = RATE, onRun, signal }: AtRateOptions,
): Promise<AtRate[]> {
  const doors = await enter();
  const crowds = rungs.map((rung) => crowdOf(screen, rung, doors, signal));
  const { perSecond, warm, counted, turns } = rate;
  try {
    const latencies = new Map<RungName, number[][]>(rungs.map((rung) => [rung, []]));
    for (let turn = 0; turn < turns; turn++) {
      for (const { rung, show } of shuffled(crowds, turn)) {
        await openLoop(show, { perSecond, times: warm });
        latencies.get(rung)?.push(await openLoop(show, { perSecond, times: counted }));
        if (signal?.aborted) return [];
        if (turn === turns - 1) onRun?.(`${screen.name} ${rung} at ${perSecond} a second`);
      }
    }
    return [...latencies].map(([rung, mine]) => ({
      screen: screen.name,
      rung,
      perSecond,
      showings: mine.flat().length,
      ...latencyOf(mine),
    }));
  } finally {
    for (const crowd of crowds) crowd.leave();
  }
}

/**
 * How long people waited, and the interval of the 95th percentile by resampling turns: those who come in one are no sample of all, since
 * what is slow then is slow for all of them.
 */
export const latencyOf = (turns: readonly (readonly number[])[]) => ({
  p50: round(percentile(turns.flat(), 0.5)),
  p95: round(P95(turns)),
  p95Interval: rounded(intervalOf(turns, P95)),
});

const P95 = (turns: readonly (readonly number[])[]): number => percentile(turns.flat(), 0.95);

/** People who come to a screen on one rung, over connections that they share. */
function crowdOf(
  screen: Screen,
  rung: RungName,
  { restPort, gatewayPort, subject, tokens, registered }: Doors,
  signal: AbortSignal | undefined,
) {
  const origin = `https://localhost:${rung.startsWith("R") ? restPort : gatewayPort}`;
  const places = { rest: origin, graphql: `${origin}/graphql` };
  const clients = Array.from({ length: CONNECTIONS }, createHttp2Client);
  return {
    rung,
    async show(number: number): Promise<void> {
      const client = clients[number % CONNECTIONS];
      if (signal?.aborted || client === undefined) return;
      // It is not disposed of: its connection is the next one's too.
      const api = recordApi({ places, token: tokens[screen.as], registered, client });
      await screen.rungs[rung].fetch(api, subject, NOBODY);
    },
    leave(): void {
      for (const client of clients) client[Symbol.dispose]();
    },
  };
}
