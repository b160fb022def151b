import type { Expectation } from "../expectation.ts";
import { type Measurement, type UnableCell, wireBytes } from "../measure/measurement.ts";
import { NAIVE, RUNGS, TAILORED } from "../screen.ts";

/** What came of the expectation for one screen. */
export interface Verdict {
  readonly screen: string;
  readonly expected: string;
  /** The rung that moved the fewest bytes; several when they tie. Of those that were asked. */
  readonly winners: readonly string[];
  /** The same of the rungs that need no endpoint for the screen alone. */
  readonly untailored: readonly string[];
  readonly hit: boolean;
  /** Rungs that compete and were not asked: without them nothing is judged, and nothing is a hit. Absent where there are none. */
  readonly notAsked?: readonly string[];
  /** Who would win if each body were coded, however short it is; absent where that is the same. */
  readonly ifAllCoded?: readonly string[];
}

/** Rungs that differ by less than so many per cent are as good as each other. */
const TIE_PERCENT = 1;

/**
 * Judges each screen that was measured by the rungs that compete.
 * @param unable the rungs that cannot show a screen, chosen or not: who was neither measured nor is unable was not asked
 */
export function judge(
  measurements: readonly Measurement[],
  unable: readonly UnableCell[],
  expectation: (screen: string) => Expectation,
): Verdict[] {
  return [...Map.groupBy(measurements, ({ screen }) => screen)].map(([screen, all]) => {
    const competing = all.filter(({ rung }) => !NAIVE.has(rung));
    const accounted = new Set(
      [...competing, ...unable.filter((cell) => cell.screen === screen)].map(({ rung }) => rung),
    );
    const notAsked = RUNGS.filter((rung) => !NAIVE.has(rung) && !accounted.has(rung));
    const winners = least(competing, wireBytes);
    const coded = least(competing, ({ allCoded }) => allCoded);
    const expected = expectation(screen).winner;
    return {
      screen,
      expected,
      winners,
      untailored: least(
        competing.filter(({ rung }) => !TAILORED.has(rung)),
        wireBytes,
      ),
      hit: notAsked.length === 0 && winners.length === 1 && winners[0] === expected,
      ...(notAsked.length > 0 && { notAsked }),
      ...(String(coded) !== String(winners) && { ifAllCoded: coded }),
    };
  });
}

/** The rungs with the fewest bytes of some; several where they tie. */
export function least<Cell extends { readonly rung: string }>(
  competing: readonly Cell[],
  bytesOf: (cell: Cell) => number,
): string[] {
  const fewest = Math.min(...competing.map(bytesOf));
  return competing.filter((each) => bytesOf(each) <= fewest * (1 + TIE_PERCENT / 100)).map(({ rung }) => rung);
}

/** The verdict for a terminal. */
export function verdictText(verdict: Verdict): string {
  const { winners, untailored, expected, hit, notAsked, ifAllCoded: coded } = verdict;
  if (notAsked) return `not judged: ${notAsked.join(", ")} not asked; expected: ${expected}`;
  const otherwise = coded ? ` (${coded.join(", ")} if short bodies were coded too)` : "";
  const shared = String(untailored) === String(winners) ? "" : `; without an endpoint for it: ${untailored.join(", ")}`;
  return `fewest bytes: ${winners.join(", ")}${otherwise}${shared}; expected: ${expected} — ${hit ? "hit" : "MISS"}`;
}

/** On how many screens each style has the fewest bytes, of the rungs that are looked at. */
export const wins = (verdicts: readonly Verdict[], of: "winners" | "untailored") => ({
  rest: verdicts.filter((verdict) => verdict[of].some((rung) => rung.startsWith("R"))).length,
  graphql: verdicts.filter((verdict) => verdict[of].some((rung) => rung.startsWith("G"))).length,
});
