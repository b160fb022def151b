import { readStudyExpectation } from "../expectation.ts";
import { studies } from "../studies/studies.ts";

/** What came of the expectation for one study. */
export interface StudyVerdict {
  readonly study: string;
  readonly expected: string;
  readonly found: string;
  readonly hit: boolean;
}

type Results = Readonly<Record<string, object>>;

/** Those that were run, in their order. */
const ranOf = (results: Results) =>
  studies.flatMap((study) => {
    const result = results[study.name];
    return result === undefined ? [] : [{ study, result }];
  });

export const judgeStudies = (results: Results): StudyVerdict[] =>
  ranOf(results).map(({ study, result }) => {
    const { expected } = readStudyExpectation(study.name);
    const found = study.answer(result);
    return { study: study.name, expected, found, hit: found === expected };
  });

/**
 * The studies' part of RESULTS.md.
 * @param timed what was timed that belongs to a study, by its name: studies themselves are counts
 */
export function studiesDocument(results: Results, timed: Readonly<Record<string, string>> = {}): string {
  const verdicts = judgeStudies(results);
  const summary = verdicts.map(({ study, expected, found, hit }) => {
    const { title, commit } = readStudyExpectation(study);
    return `| [${title}](#study-${study}) | ${found} | ${expected} | ${hit ? "hit" : "**miss**"} | ${commit ?? "not committed"} |`;
  });
  const parts = ranOf(results).map(({ study, result }) => {
    const { title, question, why } = readStudyExpectation(study.name);
    const beside = timed[study.name] || [];
    return [`## <a id="study-${study.name}"></a>${title}`, question, `Expected: ${why}`, study.document(result), beside]
      .flat()
      .join("\n\n");
  });
  return [
    `# Beyond the screens\n\n**${verdicts.filter(({ hit }) => hit).length} of ${verdicts.length} expectations were right.**`,
    `| question | found | expected | | expectation committed in |\n| --- | --- | --- | --- | --- |\n${summary.join("\n")}`,
    ...parts,
  ].join("\n\n");
}

/** The same for a terminal: what was found, in a line each. */
export const studiesText = (results: Results): string =>
  judgeStudies(results)
    .map(({ study, expected, found, hit }) => `${study}: ${found}; expected: ${expected} — ${hit ? "hit" : "MISS"}`)
    .join("\n");
