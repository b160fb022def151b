import { type Explanation, isExplanation } from "./explanation.ts";
import type { Explanations } from "./explanations.ts";

/**
 * Gives the results of one operation without their explanation, which goes to the panel: it is longer than most answers,
 * and says nothing that the answer's reader asked for.
 */
export async function* withoutExplanation<
  Result extends { readonly extensions?: Readonly<Record<string, unknown>> | undefined },
>(results: AsyncIterable<Result>, operationName: string, explanations: Explanations): AsyncGenerator<Result> {
  let told: Explanation | undefined;
  try {
    for await (const result of results) {
      const { explain, ...others } = result.extensions ?? {};
      if (isExplanation(explain)) told = explain;
      const { extensions: _, ...answer } = result;
      yield (Object.keys(others).length === 0 ? answer : { ...answer, extensions: others }) as Result;
    }
    explanations.record(operationName, told ? { state: "told", explanation: told } : { state: "untold" });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    explanations.record(operationName, { state: "failed", problem });
    throw error;
  }
}
