import type { ExecutorAnswer } from "@threefold/graphql-http";
import type { ResponseError } from "../../execution/execution.ts";
import type { PartedResult } from "../../execution/incremental/parted.ts";
import { executeInParts } from "../../operation/execute.ts";
import { createCaller } from "../../subgraph/caller.ts";
import type { OperationContext } from "../../subgraph/context.ts";
import { type Conclude, explain } from "./conclude.ts";
import type { OperationsParts, ReadyOperation } from "./operations.ts";
import { type PartedText, partedText } from "./parted-text.ts";

/** An answer, where it turned out that all of it is in the first part, or the texts of its parts. */
export type PartedRun =
  | { readonly kind: "answer"; readonly answer: ExecutorAnswer }
  /** `rest` is to be read once, to its end or not; it never rejects. */
  | { readonly kind: "parts"; readonly first: string; readonly rest: AsyncIterable<string> };

type Parts = OperationsParts & { readonly conclude: Conclude };

/** Makes what runs operations that have a `spec`, for clients that take the answer in parts. */
export function createRunInParts(parts: Parts) {
  const { subgraphs, answers, logOperation, conclude } = parts;
  return async (operation: ReadyOperation, context: OperationContext): Promise<PartedRun> => {
    const { prepared, variables, admission, explaining, startedAt, spec = "20220824" } = operation;
    const log = (codes: readonly string[]) =>
      logOperation({ operationName: prepared.name, type: prepared.kind, startedAt, codes }, context);
    try {
      if (prepared.kind === "mutation") context.deadline.commit();
      explaining?.begin();
      const result = await executeInParts(prepared, variables, {
        call: createCaller(subgraphs, explaining?.context ?? context),
        signal: context.deadline.signal,
        observer: explaining?.observer,
        measured: admission.estimatedCost !== undefined,
        repeats: spec === "20220824",
      });
      if (result.pending.length === 0) {
        const cost = result.cost();
        const first = cost === undefined ? result.first : { ...result.first, cost };
        const { answer, codes } = await conclude(operation, first, context);
        log(codes);
        return { kind: "answer", answer };
      }
      const text = partedText(spec, (errors) => answers.shown(errors, context));
      return {
        kind: "parts",
        first: text.first(result.first, result.pending),
        rest: textsOf(operation, result, text, context, parts),
      };
    } catch (error) {
      const { answer, codes } = answers.ofFailure(error, context);
      log(codes);
      return { kind: "answer", answer };
    }
  };
}

/** The texts of all parts but the first. Whoever stops reading has the operation logged as far as it came. */
async function* textsOf(
  operation: ReadyOperation,
  { first, steps, cost }: PartedResult,
  text: PartedText,
  context: OperationContext,
  { supergraph, answers, logOperation }: Parts,
): AsyncGenerator<string> {
  const { prepared, admission, startedAt } = operation;
  const codes = codesOf(first.errors);
  try {
    for await (const step of steps) {
      codes.push(...step.completed.flatMap(({ errors }) => codesOf(errors)));
      const explanation = step.hasNext
        ? undefined
        : explain(operation, supergraph, { cost: cost(), hasErrors: codes.length > 0 });
      yield text.step(step, explanation && { explain: explanation });
    }
  } catch (error) {
    const failure = answers.ofFailure(error, context);
    codes.push(...failure.codes);
    yield JSON.stringify({ ...JSON.parse(failure.answer.text), hasNext: false });
  } finally {
    await admission.charge?.settle(cost() ?? 0);
    logOperation({ operationName: prepared.name, type: prepared.kind, startedAt, codes }, context);
  }
}

const codesOf = (errors: readonly ResponseError[]): string[] =>
  errors.map(({ extensions }) => String(extensions["code"]));
