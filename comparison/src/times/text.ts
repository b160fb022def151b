import { type CellTimes, gapPercent } from "./measured.ts";

/** The times for a terminal: a line for each cell and link, with the interval and the model beside it. */
export function timesText(cells: readonly CellTimes[]): string {
  const rows = cells.flatMap((cell) =>
    cell.times.map((time) => [
      cell.screen,
      cell.rung,
      cell.protocol,
      time.link,
      time.connections,
      `${time.measured.median.toFixed(0)} ms`,
      `${time.measured.low.toFixed(0)}–${time.measured.high.toFixed(0)}`,
      `×${time.runs}`,
      time.above ? `above the fold ${time.above.median.toFixed(0)} ms` : "",
      time.link === "lan" ? "" : `model ${time.modelMs.toFixed(0)} ms (${gapPercent(time).toFixed(1)} %)`,
    ]),
  );
  const widths = rows.reduce<number[]>((most, row) => row.map((text, at) => Math.max(most[at] ?? 0, text.length)), []);
  return rows
    .map((row) =>
      row
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
