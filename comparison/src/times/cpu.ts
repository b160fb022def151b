import type { Cell } from "./cell.ts";
import type { CpuOf } from "./measured.ts";
import type { ReadCpu } from "./processor.ts";
import { type Doors, runCell } from "./run-cell.ts";
import { type Interval, intervalOf, round, rounded, shuffled } from "./statistics.ts";

/** Each cell has its turn so many times, so that what changes with time falls on all alike; each turn is a block of the bootstrap. */
export const CPU_TURNS = 10;
/** How many turns a screen has, and runs in each: a run shows it twice. A large one is known by few. */
const TURNS = { of: { turns: CPU_TURNS, runs: 2 }, ofLarge: { turns: 3, runs: 1 } };

/** CPU of one showing: of each process, and of all together the interval in which the mean lies. */
export interface CpuFigure {
  readonly ms: Record<string, number>;
  readonly interval: Interval;
}

/**
 * The means of what blocks of showings have used, with the interval of the sum by resampling the blocks.
 * @param blocks milliseconds of one showing, by process: a mean for each block
 */
export function cpuFigure(blocks: readonly Readonly<Record<string, number>>[]): CpuFigure {
  const names = [...new Set(blocks.flatMap((block) => Object.keys(block)))];
  const ms = names.map((name) => [name, round(mean(blocks.map((block) => block[name] ?? 0)))] as const);
  const sums = blocks.map((block) => Object.values(block).reduce((sum, used) => sum + used, 0));
  return { ms: Object.fromEntries(ms), interval: rounded(intervalOf(sums, mean)) };
}

/** What was used between two readings for one of so many showings, by process. */
export const usedBetween = (
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
  showings: number,
): Record<string, number> =>
  Object.fromEntries(Object.entries(after).map(([name, used]) => [name, (used - (before[name] ?? 0)) / showings]));

export interface CpuOptions {
  readonly enter: () => Promise<Doors>;
  /** Who reads the CPU of what answers a cell. */
  readonly readerOf: (cell: Cell) => ReadCpu;
  /** Told after the last turn of a cell. */
  readonly onCell: (cell: Cell) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Measures what one showing of each cell costs the processes: cells have turns, in another order each time. */
export async function measureCpu(cells: readonly Cell[], options: CpuOptions): Promise<CpuOf[]> {
  const { enter, readerOf, onCell, signal } = options;
  const blocks = new Map(cells.map((cell) => [cell, [] as Record<string, number>[]]));
  for (let turn = 0; turn < CPU_TURNS; turn++) {
    const doors = await enter();
    for (const cell of shuffled(cells, turn)) {
      if (signal?.aborted) return [];
      const { turns, runs } = cell.screen.isLarge ? TURNS.ofLarge : TURNS.of;
      if (turn >= turns) continue;
      const read = readerOf(cell);
      const before = read();
      for (let run = 0; run < runs; run++) await runCell(cell, "lan", doors);
      blocks.get(cell)?.push(usedBetween(before, read(), 2 * runs));
      if (turn === turns - 1) onCell(cell);
    }
  }
  return [...blocks].map(([{ screen, rung }, mine]) => ({ screen: screen.name, rung, ...cpuFigure(mine) }));
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
