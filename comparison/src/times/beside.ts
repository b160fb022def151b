import { type Places, recordApi } from "../client/api.ts";
import { createHttpClient } from "../client/http.ts";
import type { Screen, Subject } from "../screen.ts";
import { MONOLITH, startMonolith } from "../system/monolith.ts";
import { NOBODY } from "../system/others.ts";
import { startSystem } from "../system/start.ts";
import { signIn } from "../system/subject.ts";
import type { CpuBeside } from "./measured.ts";
import { cpuOf } from "./processor.ts";

/** Showings by which CPU is measured, after some that warm what may be warm: a clock tick is as long as many of them. */
const SHOWINGS = { warm: 40, counted: 40 };

export interface BesideOptions {
  readonly portBase: number;
  readonly screens: readonly Screen[];
  readonly subject: Subject;
  /** Told before each screen. */
  readonly onScreen: (what: string) => void;
  readonly signal: AbortSignal;
}

/** The processes that have a part in the answer: what the others do of themselves is not its cost. */
const FEDERATED = ["gateway", "products", "users", "orders", "postgres"];
const WORKING: Readonly<Record<CpuBeside["by"], readonly string[]>> = {
  gateway: FEDERATED,
  stock: FEDERATED,
  monolith: ["monolith", "postgres"],
};

const WAYS = ["gateway", "stock", "monolith"] as const;

export const besideSteps = ({ screens }: Pick<BesideOptions, "screens">): number =>
  WAYS.length * timedOf(screens).length;

/**
 * What the same query (G1) costs in CPU on our gateway, on the stock engine in its place, and in one process without federation:
 * each on a system of its own, on the same databases. Another system must not be running.
 * @returns nothing where there is no /proc
 */
export async function measureBeside(options: BesideOptions): Promise<CpuBeside[]> {
  const { portBase } = options;
  const graphql = `http://127.0.0.1:${portBase}/graphql`;
  const found: CpuBeside[] = [];
  for (const by of WAYS) {
    if (options.signal.aborted) break;
    await using system = await startSystem({
      portBase,
      changes: false,
      engine: by === "stock" ? "apollo" : undefined,
      signal: options.signal,
    });
    // Those of a long run may have ended.
    const tokens = await signIn(`http://127.0.0.1:${portBase + 4}`);
    if (by === "monolith") {
      await using monolith = await startMonolith(portBase);
      const place = `http://127.0.0.1:${portBase + MONOLITH.port}/graphql`;
      found.push(...(await measureOne(by, place, [monolith.pid, system.pid], tokens, options)));
    } else found.push(...(await measureOne(by, graphql, [system.pid], tokens, options)));
  }
  return found;
}

async function measureOne(
  by: CpuBeside["by"],
  graphql: string,
  pids: readonly (number | undefined)[],
  tokens: Readonly<Record<string, string>>,
  { screens, subject, onScreen, signal }: BesideOptions,
): Promise<CpuBeside[]> {
  const readers = await Promise.all(pids.flatMap((pid) => (pid === undefined ? [] : [cpuOf(pid)])));
  const read = async () =>
    Object.assign({}, ...(await Promise.all(readers.map((each) => each?.() ?? {})))) as Record<string, number>;
  const places: Places = { rest: graphql, graphql };
  const found: CpuBeside[] = [];
  using client = createHttpClient();
  for (const screen of timedOf(screens)) {
    if (signal.aborted || readers.includes(undefined)) break;
    onScreen(`CPU of ${screen.name} by ${by}`);
    const show = async (times: number) => {
      for (let at = 0; at < times; at++) {
        const api = recordApi({ places, token: tokens[screen.as], registered: new Set(), client });
        await screen.rungs.G1.fetch(api, subject, NOBODY);
      }
    };
    await show(SHOWINGS.warm);
    const before = await read();
    await show(SHOWINGS.counted);
    const after = await read();
    const ms = WORKING[by].map((name) => [
      name,
      Math.round((100 * ((after[name] ?? 0) - (before[name] ?? 0))) / SHOWINGS.counted) / 100,
    ]);
    found.push({ screen: screen.name, by, ms: Object.fromEntries(ms) });
  }
  return found;
}

const timedOf = (screens: readonly Screen[]) => screens.filter(({ untimed }) => untimed === undefined);
