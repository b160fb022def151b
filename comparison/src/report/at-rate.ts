import type { AtRateExpectation } from "../expectation.ts";
import { markdownTable } from "../markdown.ts";
import type { MeasuredTimes } from "../times/measured.ts";
import { lowest } from "./columns.ts";

/** How long screens take while people come to them at a fixed rate, beside what was expected; undefined where it was not measured. */
export function atRateTable(
  { atRate = [] }: MeasuredTimes,
  title: (screen: string) => string,
  { question, expected, why, commit }: AtRateExpectation,
): string | undefined {
  const [any] = atRate;
  if (any === undefined) return undefined;
  const rungs = [...new Set(atRate.map(({ rung }) => rung))];
  const rows = [...Map.groupBy(atRate, ({ screen }) => screen)].map(([screen, mine]) => {
    const lowest = lowestOf(mine);
    const cells = rungs.map((rung) => {
      const found = mine.find((each) => each.rung === rung);
      return found ? `${found.p50.toFixed(1)} / ${found.p95.toFixed(1)}` : "unable";
    });
    return [title(screen), ...cells, lowest, ...judged(expected[screen], lowest)];
  });
  return [
    `${question} Expected (committed in ${commit ?? "no commit"}): ${why}`,
    `Median and 95th percentile of the time to the whole screen in milliseconds, for ${any.showings} arrivals at ${any.perSecond} a second, over HTTP/2 with TLS on loopback and open connections. Times run from the scheduled arrival.${any.p95Interval ? TURNS : ""}`,
    markdownTable(["screen", ...rungs, "lowest p95", "expected", ""], rows),
  ].join("\n\n");
}

/** Of the others nothing was expected before they were measured. */
const judged = (expected: string | undefined, lowest: string): readonly string[] =>
  expected === undefined ? ["", ""] : [expected, expected === lowest ? "hit" : "**miss**"];

/** By the 95th percentile. */
const lowestOf = (mine: NonNullable<MeasuredTimes["atRate"]>): string =>
  lowest(
    mine.map(({ rung, p95, p95Interval = { low: p95, high: p95 } }) => ({ name: rung, figure: p95, ...p95Interval })),
  );

const TURNS =
  " The rungs took turns, five times. Next to the lowest stand the rungs whose 95 % intervals (by resampling turns) overlap its.";
