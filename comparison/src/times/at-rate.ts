import { recordApi } from "../client/api.ts";
import { createHttp2Client } from "../client/http2.ts";
import { NAIVE, type RungName, type Screen } from "../screen.ts";
import { NOBODY } from "../system/others.ts";
import type { AtRate } from "./measured.ts";
import { openLoop } from "./open-loop.ts";
import type { Doors } from "./run-cell.ts";
import { percentile } from "./statistics.ts";

/** A few screens well, rather than all badly: one that both styles answer in few steps, the widest join, and the dearest. */
export const AT_RATE_SCREENS: readonly string[] = ["product-list", "order-detail", "dashboard"];
const RATE = { perSecond: 20, warm: 10, counted: 140 };
/** Connections that people share: each is of HTTP/2, by TLS, and open. */
const CONNECTIONS = 8;

export interface AtRateOptions {
  readonly screens: readonly Screen[];
  readonly rungs: readonly RungName[];
  readonly doors: Doors;
  /** Told after each rung of a screen. */
  readonly onRun?: ((what: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The rungs that compete, on the screens that are chosen for it. */
export const cellsAtRate = ({ screens, rungs }: Pick<AtRateOptions, "screens" | "rungs">) =>
  screens
    .filter(({ name }) => AT_RATE_SCREENS.includes(name))
    .flatMap((screen) =>
      rungs
        .filter((rung) => !NAIVE.has(rung) && screen.rungs[rung].unable === undefined)
        .map((rung) => ({ screen, rung })),
    );

/** How long screens take while people come to them at a fixed rate, on the loopback. */
export async function measureAtRate(options: AtRateOptions): Promise<AtRate[]> {
  const { doors, onRun, signal } = options;
  const measured: AtRate[] = [];
  for (const { screen, rung } of cellsAtRate(options)) {
    const latencies = await latenciesOf(screen, rung, doors, signal);
    if (signal?.aborted) break;
    const { perSecond, counted } = RATE;
    const [p50, p95] = [0.5, 0.95].map((share) => Math.round(100 * percentile(latencies, share)) / 100);
    measured.push({ screen: screen.name, rung, perSecond, showings: counted, p50: p50 ?? 0, p95: p95 ?? 0 });
    onRun?.(`${screen.name} ${rung} at ${perSecond} a second`);
  }
  return measured;
}

async function latenciesOf(
  screen: Screen,
  rung: RungName,
  { restPort, gatewayPort, subject, tokens, registered }: Doors,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const origin = `https://localhost:${rung.startsWith("R") ? restPort : gatewayPort}`;
  const places = { rest: origin, graphql: `${origin}/graphql` };
  const clients = Array.from({ length: CONNECTIONS }, createHttp2Client);
  const show = async (number: number) => {
    const client = clients[number % CONNECTIONS];
    if (signal?.aborted || client === undefined) return;
    // It is not disposed of: its connection is the next one's too.
    const api = recordApi({ places, token: tokens[screen.as], registered, client });
    await screen.rungs[rung].fetch(api, subject, NOBODY);
  };
  try {
    await openLoop(show, { perSecond: RATE.perSecond, times: RATE.warm });
    return await openLoop(show, { perSecond: RATE.perSecond, times: RATE.counted });
  } finally {
    for (const client of clients) client[Symbol.dispose]();
  }
}
