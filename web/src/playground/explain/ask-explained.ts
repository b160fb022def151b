import { isExplanation } from "./explanation.ts";
import type { Explanations } from "./explanations.ts";

interface Result {
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Gives the results of one operation without their explanation, which goes to the panel: it is longer than most answers,
 * and says nothing that the answer's reader asked for. An answer in parts comes as lists of those that arrived together;
 * of a subscription each event is explained, and the panel shows the last.
 */
export async function* withoutExplanation<Given extends Result | readonly Result[]>(
  results: AsyncIterable<Given>,
  operationName: string,
  explanations: Explanations,
): AsyncGenerator<Given> {
  let isTold = false;
  const withoutIt = (result: Result): Result => {
    const { explain, ...others } = result.extensions ?? {};
    if (isExplanation(explain)) {
      isTold = true;
      explanations.record(operationName, { state: "told", explanation: explain });
    }
    const { extensions: _, ...answer } = result;
    return Object.keys(others).length === 0 ? answer : { ...answer, extensions: others };
  };
  try {
    for await (const given of results) yield (isList(given) ? given.map(withoutIt) : withoutIt(given)) as Given;
    if (!isTold) explanations.record(operationName, { state: "untold" });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    explanations.record(operationName, { state: "failed", problem });
    throw error;
  }
}

const isList = (given: Result | readonly Result[]): given is readonly Result[] => Array.isArray(given);
