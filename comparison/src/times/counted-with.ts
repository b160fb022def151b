import { type Measurement, wireBytes } from "../measure/measurement.ts";
import type { CellTimes } from "./measured.ts";

type Cell = Pick<CellTimes, "screen" | "rung" | "counts">;

const countsOf = (measurements: readonly Measurement[], { screen, rung }: Cell): CellTimes["counts"] => {
  const found = measurements.find((each) => each.screen === screen && each.rung === rung);
  return found && { requests: found.requests, wire: wireBytes(found) };
};

/** The cells that were timed, each with what the same run counted of it. */
export const withCounts = (cells: readonly CellTimes[], measurements: readonly Measurement[]): CellTimes[] =>
  cells.map((cell) => {
    const counts = countsOf(measurements, cell);
    return counts ? { ...cell, counts } : cell;
  });

/** Whether a cell is counted otherwise now than when it was timed: its times are those of something else. */
export function hasChanged(cell: Cell, measurements: readonly Measurement[]): boolean {
  const now = countsOf(measurements, cell);
  if (cell.counts === undefined || now === undefined) return false;
  return now.requests !== cell.counts.requests || now.wire !== cell.counts.wire;
}
