import type { AboveExpectation } from "../expectation.ts";
import { markdownTable } from "../markdown.ts";
import { NAIVE } from "../screen.ts";
import { type MeasuredTimes, timeOf } from "../times/measured.ts";
import { column, fastest } from "./columns.ts";

const FIRST = column("h2", "slow-4g", "warm");

/** Who shows first what is above the fold, beside what was expected; undefined where no screen that has one was timed. */
export function aboveTable(
  times: MeasuredTimes,
  title: (screen: string) => string,
  expectation: (screen: string) => AboveExpectation,
): string | undefined {
  const folded = times.cells.filter((cell) => timeOf(cell, FIRST.link, FIRST.connections)?.above);
  const screens = [...new Set(folded.map(({ screen }) => screen))];
  if (screens.length === 0) return undefined;
  const rungs = [...new Set(folded.map(({ rung }) => rung))].filter((rung) => !NAIVE.has(rung));
  const rows = screens.map((screen) => {
    const { first, commit } = expectation(screen);
    const found = fastest(times, screen, FIRST, "above");
    const cells = rungs.map((rung) => {
      const cell = times.cells.find(
        (each) => each.screen === screen && each.rung === rung && each.protocol === FIRST.protocol,
      );
      const time = cell && timeOf(cell, FIRST.link, FIRST.connections);
      return time?.above ? `${Math.round(time.above.median)} of ${Math.round(time.measured.median)} ms` : "";
    });
    return [title(screen), ...cells, found, first, found === first ? "hit" : "**miss**", commit ?? "not committed"];
  });
  const shows = screens.map((screen) => `- ${title(screen)}: ${expectation(screen).above}`);
  return [
    "For screens with a fold: the time until the part above it can be drawn, and until the whole screen can. R3s streams its view line by line, G3 uses `@defer`; for the others it is the time until the answers that this part needs are there.",
    shows.join("\n"),
    markdownTable(["screen", ...rungs, `first (${FIRST.title})`, "expected", "", "expectation committed in"], rows),
  ].join("\n\n");
}
