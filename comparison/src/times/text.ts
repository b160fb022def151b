import { gapPercent } from "./measured.ts";
import type { Times } from "./run-times.ts";

/** The times for a terminal: a line for each cell and link, with the interval and the model beside it, then those at a fixed rate. */
export function timesText({ cells, atRate }: Times): string {
  const single = cells.flatMap((cell) =>
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
  const many = atRate.map(({ screen, rung, perSecond, p50, p95 }) => [
    screen,
    rung,
    "h2",
    `${perSecond} a second`,
    "warm",
    `p50 ${p50.toFixed(1)} ms`,
    `p95 ${p95.toFixed(1)} ms`,
  ]);
  const rows = [...single, ...many];
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
