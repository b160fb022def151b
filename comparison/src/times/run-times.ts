import { hash } from "node:crypto";
import type { LinkName } from "@threefold/network-link";
import { NAIVE, type RungName, type Screen } from "../screen.ts";
import { unlessStopped } from "../stopped.ts";
import { cellsAtRate, measureAtRate, type Rate } from "./at-rate.ts";
import type { Cell, Run } from "./cell.ts";
import { measureCpu } from "./cpu.ts";
import type { AtRate, CellTimes, CpuOf } from "./measured.ts";
import type { ReadCpu } from "./processor.ts";
import { countCell, type Doors, drawCell, runCell } from "./run-cell.ts";
import { shuffled } from "./statistics.ts";
import { summarise } from "./summarise.ts";

export interface TimesOptions {
  readonly screens: readonly Screen[];
  readonly rungs: readonly RungName[];
  /** Beside the loopback, on which all are timed: the model needs the servers' own time. */
  readonly links: readonly LinkName[];
  readonly runs: number;
  readonly doors: Omit<Doors, "tokens">;
  /** The SHA-256 of what a screen drew on a rung when it was counted; undefined where it was not. */
  readonly drawnOf: (cell: Pick<Cell, "screen" | "rung">) => string | undefined;
  /** Signs everybody in. Tokens of a system that ran already end after minutes, a whole run after most of an hour. */
  readonly signIn: () => Promise<Doors["tokens"]>;
  /** Who reads the CPU of what answers on a rung; undefined where that cannot be known. */
  readonly readerOf: ((rung: RungName) => ReadCpu) | undefined;
  /** How people keep coming: as in `at-rate.ts` unless given. */
  readonly rate?: Rate | undefined;
  /** Told after each run of a cell, and when what follows is counted otherwise. */
  readonly onRun?: ((what: string) => void) | undefined;
  /** Ends it; the run that is under way then has no result. */
  readonly signal?: AbortSignal | undefined;
}

export interface Times {
  readonly cells: CellTimes[];
  readonly cpu: CpuOf[];
  readonly atRate: AtRate[];
}

/** Cells that are run at once: what waits for a slow link leaves the processors to others. */
const AT_ONCE: Readonly<Record<LinkName, number>> = { lan: 1, desktop: 2, "slow-4g": 6, far: 8 };
/** A cell that takes this long, or is of a large screen, is run a few times only, and its `runs` say so. */
const LONG = { ms: 10_000, runs: 3 };

/** Whether a cell is run once more on a link, after it was run there so often. */
export const isWanted = (
  run: number,
  { screen }: Pick<Cell, "screen">,
  link: LinkName,
  before: readonly Pick<Run, "link" | "cold">[],
): boolean =>
  run < LONG.runs || !(screen.isLarge || before.some((other) => other.link === link && other.cold.ms > LONG.ms));

/** How many steps `onRun` will be told. */
export const stepsOf = (options: TimesOptions): number => {
  const { links, runs, readerOf } = options;
  const each = 1 + 2 * (1 + runs * (1 + links.length));
  const timed = timedOf(options);
  const cpu = readerOf ? timed.filter(costsCpu).length : 0;
  return timed.length * each + cpu + cellsAtRate(options).length;
};

/** The screens on the rungs that can show them, large ones on those that compete. */
const timedOf = ({ screens, rungs }: Pick<TimesOptions, "screens" | "rungs">) =>
  screens.flatMap((screen) =>
    rungs
      .filter((rung) => screen.rungs[rung].unable === undefined && !(screen.isLarge && NAIVE.has(rung)))
      .map((rung) => ({ screen, rung })),
  );

/** What a beginning costs the servers is not what the screen does. */
const costsCpu = ({ screen }: Pick<Cell, "screen">): boolean => screen.beginning === undefined;

/**
 * Times each screen on each rung, over HTTP/1.1 and HTTP/2 by TLS, on each link: all cells once, then all again in another order,
 * so that what changes with time, and what they do to those beside and after them, falls on all alike.
 * @throws Error naming a screen and a rung that show something else than what was counted
 */
export async function runTimes(options: TimesOptions): Promise<Times> {
  const { links, runs, readerOf, onRun, signal } = options;
  const enter = async (): Promise<Doors> => ({ ...options.doors, tokens: await options.signIn() });
  const cells = timedOf(options).flatMap((timed) =>
    (["h1", "h2"] as const).map((protocol): Cell => ({ ...timed, protocol })),
  );
  await showAll(options, enter);
  const counted = new Map<Cell, Run>();
  const found = new Map<Cell, Run[]>(cells.map((cell) => [cell, []]));
  const doors = await enter();
  for (const cell of cells) {
    if (signal?.aborted) break;
    const run = await unlessStopped(signal, countCell(cell, doors));
    if (run) counted.set(cell, run);
    onRun?.(`bytes of ${nameOf(cell)}`);
  }
  for (const link of ["lan", ...links] as const) {
    for (let run = 0; run < runs && !signal?.aborted; run++) {
      const doors = await unlessStopped(signal, enter());
      if (doors === undefined) break;
      await pool(shuffled(cells, run), AT_ONCE[link], async (cell) => {
        if (signal?.aborted || !counted.has(cell)) return;
        const mine = found.get(cell) ?? [];
        const shown = isWanted(run, cell, link, mine)
          ? await unlessStopped(signal, runCell(cell, link, doors))
          : undefined;
        if (shown) mine.push(shown);
        onRun?.(`${nameOf(cell)} on ${link}`);
      });
    }
  }
  const plain = cells.filter((cell) => cell.protocol === "h1" && costsCpu(cell));
  const cpu = async (): Promise<CpuOf[]> =>
    readerOf
      ? measureCpu(plain, {
          enter,
          readerOf: ({ rung }) => readerOf(rung),
          onCell: (cell) => onRun?.(`CPU of ${nameOf(cell)}`),
          signal,
        })
      : [];
  const atRate = async (): Promise<AtRate[]> => measureAtRate({ ...options, enter });
  return {
    cells: cells.flatMap((cell) => summariseKnown(cell, counted, found) ?? []),
    cpu: (await unlessStopped(signal, cpu())) ?? [],
    atRate: (await unlessStopped(signal, atRate())) ?? [],
  };
}

/**
 * Shows each screen once, untimed, and holds it to what was counted: times of something else would say nothing. Plans, prepared
 * statements and what a document has to be registered for are made by it.
 */
async function showAll(options: TimesOptions, enter: () => Promise<Doors>): Promise<void> {
  const { drawnOf, onRun, signal } = options;
  const doors = await enter();
  const begun = new Map<Screen, string>();
  for (const cell of timedOf(options)) {
    if (signal?.aborted) return;
    const html = await unlessStopped(signal, drawCell(cell, doors));
    if (html === undefined) return;
    const [drawn, name] = [hash("sha256", html), `${cell.screen.name} ${cell.rung}`];
    // A beginning was not counted: what the first rung shows of it, all do.
    const counted = cell.screen.beginning ? begun.get(cell.screen) : drawnOf(cell);
    begun.set(cell.screen, drawn);
    if (counted !== undefined && drawn !== counted)
      throw new Error(`${name} shows something else than what was counted, so that it cannot be timed`);
    onRun?.(name);
  }
}

const nameOf = ({ screen, rung, protocol }: Cell) => `${screen.name} ${rung} ${protocol}`;

function summariseKnown(
  cell: Cell,
  counted: ReadonlyMap<Cell, Run>,
  found: ReadonlyMap<Cell, readonly Run[]>,
): CellTimes | undefined {
  const [bytes, runs] = [counted.get(cell), found.get(cell) ?? []];
  return bytes && runs.some(({ link }) => link === "lan") ? summarise(cell, bytes, runs) : undefined;
}

/** Runs all, so many at once. */
async function pool<Item>(items: readonly Item[], atOnce: number, run: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
