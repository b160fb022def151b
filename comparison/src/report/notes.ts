import { studies } from "../studies/studies.ts";
import type { Verdict } from "./verdict.ts";

/** What a reader of a screen's verdict should know beside it. */
interface Note {
  readonly screen: string;
  readonly text: string;
}

/** What is to be said of verdicts: where the length of a body decides, and where a study looks at the same screen in another way. */
export const notesOf = (verdicts: readonly Verdict[], results: Readonly<Record<string, object>>): Note[] =>
  verdicts.flatMap(({ screen, ifAllCoded, notAsked }) => [
    ...(ifAllCoded && !notAsked ? [{ screen, text: ofCoding(ifAllCoded) }] : []),
    ...studies.flatMap(({ name, ofScreen }) => {
      const result = results[name];
      return result !== undefined && ofScreen?.screen === screen ? [{ screen, text: ofScreen.says(result) }] : [];
    }),
  ]);

const ofCoding = (winners: readonly string[]): string =>
  `Short bodies are sent uncoded, on either side: were each coded, the fewest bytes would be those of ${winners.join(", ")}.`;
