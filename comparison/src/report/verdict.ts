import type { Expectation } from "../expectation.ts";
import { type Measurement, type UnableCell, wireBytes } from "../measure/measurement.ts";
import { NAIVE, PREPARED, RUNGS, TAILORED } from "../screen.ts";

/** What came of the expectation for one screen. */
export interface Verdict {
  readonly screen: string;
  readonly expected: string;
  /** The rung that moved the fewest bytes; several when they tie. Of those that were asked. */
  readonly winners: readonly string[];
  /** The same of the rungs that need no endpoint for the screen alone. */
  readonly untailored: readonly string[];
  /** The same of those that have nothing at a server for the screen alone, no registered document either: R1, R2, G1. */
  readonly unprepared: readonly string[];
  readonly hit: boolean;
  /** Whether all that won are of the style that was expected, by whichever rung. */
  readonly styleHit: boolean;
  /** Rungs that compete and were not asked: without them nothing is judged, and nothing is a hit. Absent where there are none. */
  readonly notAsked?: readonly string[];
  /** Who would win if each body were coded, however short it is; absent where that is the same. */
  readonly ifAllCoded?: readonly string[];
  readonly untailoredIfAllCoded?: readonly string[];
  readonly unpreparedIfAllCoded?: readonly string[];
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
    const without = (prepared: ReadonlySet<string>) => bothWays(competing.filter(({ rung }) => !prepared.has(rung)));
    const [best, untailored, unprepared] = [bothWays(competing), without(TAILORED), without(PREPARED)];
    const { winners } = best;
    const expected = expectation(screen).winner;
    const isWhole = notAsked.length === 0;
    return {
      screen,
      expected,
      winners,
      untailored: untailored.winners,
      unprepared: unprepared.winners,
      hit: isWhole && winners.length === 1 && winners[0] === expected,
      styleHit: isWhole && winners.every((rung) => rung[0] === expected[0]),
      ...(!isWhole && { notAsked }),
      ...(best.coded && { ifAllCoded: best.coded }),
      ...(untailored.coded && { untailoredIfAllCoded: untailored.coded }),
      ...(unprepared.coded && { unpreparedIfAllCoded: unprepared.coded }),
    };
  });
}

/** Who has the fewest bytes as they are sent; and who had if each body were coded, where that is somebody else. */
function bothWays(competing: readonly Measurement[]) {
  const winners = least(competing, wireBytes);
  const coded = least(competing, ({ allCoded }) => allCoded);
  return { winners, coded: String(coded) === String(winners) ? undefined : coded };
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
  const { winners, untailored, expected, hit, styleHit, notAsked, ifAllCoded: coded } = verdict;
  if (notAsked) return `not judged: ${notAsked.join(", ")} not asked; expected: ${expected}`;
  const otherwise = coded ? ` (${coded.join(", ")} if short bodies were coded too)` : "";
  const shared = String(untailored) === String(winners) ? "" : `; without an endpoint for it: ${untailored.join(", ")}`;
  return `fewest bytes: ${winners.join(", ")}${otherwise}${shared}; expected: ${expected} — ${hit ? "hit" : `MISS${styleHit ? ", by another rung of its style" : ""}`}`;
}

/** On how many screens each style has the fewest bytes, of the rungs that are looked at. */
export const wins = (verdicts: readonly Verdict[], of: "winners" | "untailored" | "unprepared") => ({
  rest: verdicts.filter((verdict) => verdict[of].some((rung) => rung.startsWith("R"))).length,
  graphql: verdicts.filter((verdict) => verdict[of].some((rung) => rung.startsWith("G"))).length,
});
