import type { Expectation } from "../expectation.ts";
import { type Measurement, overFetch, type UnableCell, wireBytes } from "../measure/measurement.ts";

/** What came of the expectation for one screen. */
export interface Verdict {
  readonly screen: string;
  readonly expected: string;
  /** The rung that moved the fewest bytes; several when they tie. */
  readonly winners: readonly string[];
  readonly hit: boolean;
}

/** G0 and R0 are shown, and do not compete: nobody recommends them. */
const NAIVE = new Set(["R0", "G0"]);

/** Rungs that differ by less than so many per cent are as good as each other. */
const TIE_PERCENT = 1;

export function judge(measurements: readonly Measurement[], expectation: (screen: string) => Expectation): Verdict[] {
  return [...Map.groupBy(measurements, ({ screen }) => screen)].map(([screen, all]) => {
    const competing = all.filter(({ rung }) => !NAIVE.has(rung));
    const least = Math.min(...competing.map(wireBytes));
    const winners = competing
      .filter((each) => wireBytes(each) <= least * (1 + TIE_PERCENT / 100))
      .map(({ rung }) => rung);
    const expected = expectation(screen).winner;
    return { screen, expected, winners, hit: winners.length === 1 && winners[0] === expected };
  });
}

export const COLUMNS = [
  "rung",
  "requests",
  "in a row",
  "wire bytes",
  "body",
  "used",
  "twice",
  "control",
  "wasted",
  "over-fetch",
  "fields used",
  "SQL",
  "sub-requests",
  "their answers",
];

/** One rung as a row of numbers for people. */
export function rowOf(measurement: Measurement): string[] {
  const { rung, requests, chain, bodies, ledger, fields, statements, subrequests } = measurement;
  return [
    rung,
    String(requests),
    String(chain),
    grouped(wireBytes(measurement)),
    grouped(bodies.raw),
    grouped(ledger.used),
    grouped(ledger.duplicate),
    grouped(ledger.control),
    grouped(ledger.wasted),
    `${overFetch(measurement).toFixed(1)} %`,
    `${fields.used} of ${fields.received}`,
    String(Object.values(statements).reduce((sum, count) => sum + count, 0)),
    subrequests ? grouped(subrequests.count) : "",
    subrequests ? grouped(subrequests.bytes) : "",
  ];
}

const grouped = (bytes: number) => bytes.toLocaleString("en");

/** The table for a terminal. */
export function textTable(
  measurements: readonly Measurement[],
  verdicts: readonly Verdict[],
  unable: readonly UnableCell[],
): string {
  const widths = widthsOf([COLUMNS, ...measurements.map(rowOf)]);
  return [...Map.groupBy(measurements, ({ screen }) => screen)]
    .map(([screen, all]) => {
      const verdict = verdicts.find((each) => each.screen === screen);
      const judged = verdict
        ? `fewest bytes: ${verdict.winners.join(", ")}; expected: ${verdict.expected} — ${verdict.hit ? "hit" : "MISS"}`
        : "";
      const refused = unable
        .filter((cell) => cell.screen === screen)
        .map(({ rung, reason }) => `${rung.padEnd(widths[0] ?? 0)}  unable: ${reason}`);
      const rows = all.map((each) => lineOf(rowOf(each), widths));
      return [`${screen}  (${judged})`, lineOf(COLUMNS, widths), ...rows, ...refused].join("\n");
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
