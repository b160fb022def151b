import type { FieldBytes } from "../accounting/fields.ts";
import { type Expectation, readStudyExpectation } from "../expectation.ts";
import { type Answer, LINE_BY_LINE } from "../measure/account-for.ts";
import { IDLE_WAYS, type Idle, perHour } from "../measure/idle.ts";
import type { Measured } from "../measure/measure.ts";
import type { Measurement } from "../measure/measurement.ts";
import type { Counts } from "./golden.ts";
import { notesOf } from "./notes.ts";
import { judgeStudies, type StudyVerdict } from "./studies.ts";
import type { Verdict } from "./verdict.ts";

/** All that was counted, with the answers themselves. */
export interface Counted extends Counts {
  readonly measured: readonly Measured[];
}

/** What the page shows: everything that was measured, and some answers to look at. */
export interface PageData {
  readonly data: string;
  readonly idle: readonly (Idle & { readonly title: string; readonly perHour: number })[];
  readonly screens: readonly PageScreen[];
  readonly studies: readonly PageStudy[];
}

interface PageStudy extends StudyVerdict {
  readonly title: string;
  readonly question: string;
  readonly why: string;
  readonly commit: string | undefined;
  /** What only the study knows the shape of: `comparison/src/studies`. */
  readonly result: object;
}

interface PageScreen extends Verdict {
  readonly title: string;
  readonly shows: string;
  readonly why: string;
  readonly commit: string | undefined;
  /** What is to be said of the verdict. */
  readonly notes: readonly string[];
  readonly html: string;
  readonly rungs: readonly PageRung[];
  readonly unable: readonly { readonly rung: string; readonly reason: string }[];
}

interface PageRung extends Measurement {
  readonly answers: readonly Omit<Answer, "fields">[];
  /** Of all answers together. */
  readonly byField: readonly FieldBytes[];
}

/** Characters of what was drawn: a file of rows is cut. */
export const MOST_HTML = 20_000;

export function pageData(
  { measured, unable, idle, studies }: Counted,
  verdicts: readonly Verdict[],
  expectation: (screen: string) => Expectation,
  data: string,
): PageData {
  return {
    data,
    idle: idle.map((each) => ({ ...each, title: IDLE_WAYS[each.way], perHour: perHour(each) })),
    studies: judgeStudies(studies).map((verdict) => {
      const { title, question, why, commit } = readStudyExpectation(verdict.study);
      return { ...verdict, title, question, why, commit, result: studies[verdict.study] ?? {} };
    }),
    screens: verdicts.map((verdict) => {
      const { title, screen: shows, why, commit } = expectation(verdict.screen);
      const mine = measured.filter(({ measurement }) => measurement.screen === verdict.screen);
      return {
        ...verdict,
        title,
        shows,
        why,
        commit,
        notes: notesOf([verdict], studies).map(({ text }) => text),
        html: (mine[0]?.html ?? "").slice(0, MOST_HTML),
        unable: unable.filter(({ screen }) => screen === verdict.screen).map(({ rung, reason }) => ({ rung, reason })),
        rungs: mine.map(({ measurement, answers }) => ({
          ...measurement,
          answers: answers.slice(0, LINE_BY_LINE).map(({ fields: _, ...answer }) => answer),
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
