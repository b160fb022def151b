import type { FieldBytes } from "../accounting/fields.ts";
import type { Expectation } from "../expectation.ts";
import type { Answer, Measured } from "../measure/measure.ts";
import type { Measurement } from "../measure/measurement.ts";
import type { Verdict } from "./table.ts";

/** What the page shows: everything that was measured, and some answers to look at. */
export interface PageData {
  readonly data: string;
  readonly screens: readonly PageScreen[];
}

interface PageScreen extends Verdict {
  readonly title: string;
  readonly shows: string;
  readonly why: string;
  readonly commit: string | undefined;
  readonly html: string;
  readonly rungs: readonly PageRung[];
}

interface PageRung extends Measurement {
  readonly answers: readonly Omit<Answer, "fields">[];
  /** Of all answers together. */
  readonly byField: readonly FieldBytes[];
}

/** Answers that are shown of one rung; a naive one has many of the same. */
const SHOWN = 4;

export function pageData(
  measured: readonly Measured[],
  verdicts: readonly Verdict[],
  expectation: (screen: string) => Expectation,
  data: string,
): PageData {
  return {
    data,
    screens: verdicts.map((verdict) => {
      const { title, screen: shows, why, commit } = expectation(verdict.screen);
      const mine = measured.filter(({ measurement }) => measurement.screen === verdict.screen);
      return {
        ...verdict,
        title,
        shows,
        why,
        commit,
        html: mine[0]?.html ?? "",
        rungs: mine.map(({ measurement, answers }) => ({
          ...measurement,
          answers: answers.slice(0, SHOWN).map(({ fields: _, ...answer }) => answer),
          byField: together(answers),
        })),
      };
    }),
  };
}

/** Fields of the same name and class are one, whichever answer had them. */
function together(answers: readonly Answer[]): FieldBytes[] {
  const named = Map.groupBy(
    answers.flatMap(({ fields }) => fields),
    (each) => `${each.class} ${each.field}`,
  );
  return [...named.values()]
    .flatMap(([first, ...others]) =>
      first ? [{ ...first, bytes: others.reduce((sum, { bytes }) => sum + bytes, first.bytes) }] : [],
    )
    .sort((a, b) => b.bytes - a.bytes);
}
