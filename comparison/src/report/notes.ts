import { studies } from "../studies/studies.ts";
import type { Verdict } from "./verdict.ts";

/** What a reader of a screen's verdict should know beside it. */
interface Note {
  readonly screen: string;
  readonly text: string;
}

/** What is to be said of verdicts: where the length of a body decides, and where a study looks at the same screen in another way. */
export const notesOf = (verdicts: readonly Verdict[], results: Readonly<Record<string, object>>): Note[] =>
  verdicts.flatMap((verdict) => [
    ...ofCoding(verdict),
    ...studies.flatMap(({ name, ofScreen }) => {
      const result = results[name];
      const { screen } = verdict;
      return result !== undefined && ofScreen?.screen === screen ? [{ screen, text: ofScreen.says(result) }] : [];
    }),
  ]);

function ofCoding({ screen, notAsked, ...verdict }: Verdict): Note[] {
  if (notAsked) return [];
  const { ifAllCoded: all, untailoredIfAllCoded: untailored, unpreparedIfAllCoded: unprepared } = verdict;
  const found = [
    ...(all ? [`on ${all.join(", ")}`] : []),
    // What is the same as of more rungs goes without saying.
    ...(untailored && String(untailored) !== String(all)
      ? [`without screen-specific endpoints, on ${untailored.join(", ")}`]
      : []),
    ...(unprepared && String(unprepared) !== String(untailored)
      ? [`among R1, R2 and G1, on ${unprepared.join(", ")}`]
      : []),
  ];
  if (found.length === 0) return [];
  const text = `Both styles send short bodies uncompressed. If all were compressed, the fewest bytes would be${all ? "" : ","} ${found.join("; ")}.`;
  return [{ screen, text }];
}
