import type { Accounted } from "../measure/account-for.ts";
import {
  type Measurement,
  overFetch,
  type UnableCell,
  unseen,
  unseenOnWire,
  wireBytes,
} from "../measure/measurement.ts";
import { type Verdict, verdictText } from "./verdict.ts";

/** What is counted of anybody's API. */
export const COUNT_COLUMNS = [
  "requests",
  "round trips",
  "concurrent",
  "wire bytes",
  "body",
  "used",
  "repeated",
  "duplicate",
  "control",
  "wasted",
  "over-fetch",
  "incl. control",
  "incl. control, gzip",
  "fields used",
];

export const COLUMNS = ["rung", ...COUNT_COLUMNS, "SQL", "rows", "values", "sub-requests", "upstream bytes"];

/** The same as numbers for people. */
export function countCells(counts: Accounted["counts"]): string[] {
  const { requests, chain, fanOut, bodies, ledger, repeated, fields } = counts;
  const { used, duplicate, control, wasted } = ledger;
  return [
    String(requests),
    String(chain),
    String(fanOut),
    ...[wireBytes(counts), bodies.raw, used].map(grouped),
    repeated === undefined ? "" : grouped(repeated),
    ...[duplicate, control, wasted].map(grouped),
    `${overFetch(counts).toFixed(1)} %`,
    `${unseen(counts).toFixed(1)} %`,
    `${unseenOnWire(counts).toFixed(1)} %`,
    `${fields.used} of ${fields.received}`,
  ];
}

/** One rung as a row of numbers for people. */
export function rowOf(measurement: Measurement): string[] {
  const { rung, statements, gave, subrequests, readsUncounted } = measurement;
  const sql = Object.values(statements).reduce((sum, count) => sum + count, 0);
  return [
    rung,
    ...countCells(measurement),
    ...[sql, gave.rows, gave.values].map((count) => (readsUncounted ? "" : grouped(count))),
    subrequests ? grouped(subrequests.count) : "",
    subrequests ? grouped(subrequests.bytes) : "",
  ];
}

const grouped = (bytes: number) => bytes.toLocaleString("en");

/** Why cells of SQL are empty, of the measurements of one screen; undefined where none are. */
export function whyWithoutSql(measurements: readonly Measurement[]): string | undefined {
  const rungs = measurements.flatMap(({ rung, readsUncounted }) => (readsUncounted ? [rung] : []));
  if (rungs.length === 0) return undefined;
  return `No SQL is shown of ${rungs.join(", ")}: what services read for the events of a stream is in no count.`;
}

/**
 * The table for a terminal.
 * @param leftOut what was not asked so that the run is quick
 */
export function textTable(
  measurements: readonly Measurement[],
  verdicts: readonly Verdict[],
  unable: readonly UnableCell[],
  leftOut: readonly Pick<Measurement, "screen" | "rung">[] = [],
): string {
  const widths = widthsOf([COLUMNS, ...measurements.map(rowOf)]);
  return [...Map.groupBy(measurements, ({ screen }) => screen)]
    .map(([screen, all]) => {
      const verdict = verdicts.find((each) => each.screen === screen);
      const judged = verdict ? verdictText(verdict) : "";
      const refused = unable
        .filter((cell) => cell.screen === screen)
        .map(({ rung, reason }) => `${rung.padEnd(widths[0] ?? 0)}  unable: ${reason}`);
      const omitted = leftOut
        .filter((cell) => cell.screen === screen)
        .map(({ rung }) => `left out: ${screen} on ${rung} (by --quick)`);
      const rows = all.map((each) => lineOf(rowOf(each), widths));
      const head = [`${screen}  (${judged})`, lineOf(COLUMNS, widths)];
      return [...head, ...rows, ...refused, ...omitted, whyWithoutSql(all) ?? []].flat().join("\n");
    })
    .join("\n\n");
}

/** Rows under their titles, the first column at the left, numbers at the right. */
export function alignedTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = widthsOf([titles, ...rows]);
  return [titles, ...rows].map((row) => lineOf(row, widths)).join("\n");
}

const widthsOf = ([first = [], ...rows]: readonly (readonly string[])[]): number[] =>
  first.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));

const lineOf = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
    .join("  ");
