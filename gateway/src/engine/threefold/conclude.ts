import type { Supergraph } from "@threefold/federation";
import type { ExecutionResult } from "../../execution/response.ts";
import type { Explanation } from "../../explain/explanation.ts";
import type { Guards } from "../../operation/guards.ts";
import type { OperationContext } from "../../subgraph/context.ts";
import type { Answers, CodedAnswer } from "./answers.ts";
import { costHeaders } from "./cost-header.ts";
import type { ReadyOperation } from "./operations.ts";

export interface ConcludeParts {
  readonly supergraph: Supergraph;
  readonly guards: Guards;
  readonly answers: Answers;
}

/** Makes the answer of an operation that has run: with what it did cost, which its budget is told, and explained. */
export type Conclude = (
  operation: ReadyOperation,
  result: ExecutionResult,
  context: OperationContext,
) => CodedAnswer | Promise<CodedAnswer>;

export function createConclude({ supergraph, guards, answers }: ConcludeParts): Conclude {
  const answerOf: (...parts: Parameters<Conclude>) => CodedAnswer = (operation, result, context) => {
    const { admission, byPolicy, explaining } = operation;
    const { estimatedCost } = admission;
    const { answer, codes } = answers.ofResult(result, context);
    const headers = {
      ...(guards.reportCost && estimatedCost !== undefined && costHeaders(estimatedCost, result.cost)),
      ...((byPolicy || explaining) && FOR_NOBODY_ELSE),
    };
    const explanation = explain(operation, supergraph, result);
    const text = explanation === undefined ? answer.text : withExplanation(answer.text, explanation);
    return { answer: { ...answer, text, headers }, codes };
  };
  return (operation, result, context) => {
    const { charge } = operation.admission;
    if (charge === undefined) return answerOf(operation, result, context);
    return charge.settle(result.cost ?? 0).then(() => answerOf(operation, result, context));
  };
}

/** How an operation was answered; nothing unless it is to be explained. */
export function explain(
  { prepared, admission, explaining, startedAt }: ReadyOperation,
  { id }: Supergraph,
  { cost = 0, hasErrors }: { readonly cost?: number | undefined; readonly hasErrors: boolean },
): Explanation | undefined {
  return explaining?.finish({
    name: prepared.name,
    kind: prepared.kind === "mutation" ? "mutation" : "query",
    supergraph: id,
    plan: prepared.plan,
    labels: prepared.labels,
    startedAt,
    cost: { estimated: admission.estimatedCost ?? 0, actual: cost },
    isKept: !hasErrors && prepared.parts.length === 0,
  });
}

export function withExplanation(text: string, explanation: Explanation): string {
  const body = JSON.parse(text);
  return JSON.stringify({ ...body, extensions: { ...body.extensions, explain: explanation } });
}

const FOR_NOBODY_ELSE = { "cache-control": "private, no-store" };
