import { GraphQLError } from "graphql";
import type { SubgraphResponse, Variables } from "../../execution/execution.ts";
import { type Explaining, startExplaining } from "../../explain/explain.ts";
import { canonicalJson } from "../../operation/canonical-json.ts";
import { executeEvent } from "../../operation/execute.ts";
import type { PreparedOperation } from "../../operation/prepare.ts";
import { createCaller } from "../../subgraph/caller.ts";
import type { OperationContext } from "../../subgraph/context.ts";
import { withExplanation } from "./conclude.ts";
import type { EventAnswer, Operations, OperationsParts } from "./operations.ts";

/** Makes what makes subscriptions ready to be opened. */
export function createBegin(parts: OperationsParts): Operations["begin"] {
  const { supergraph, subgraphs, guards, answers, logOperation } = parts;

  /** The response for one event, and what it cost where anybody wants to know. */
  const eventResult = async (
    prepared: PreparedOperation,
    event: SubgraphResponse,
    variables: Variables,
    explaining: Explaining | undefined,
    context: OperationContext,
  ): Promise<EventAnswer> => {
    const result = await executeEvent(prepared, event, variables, {
      call: createCaller(subgraphs, explaining?.context ?? context),
      signal: context.deadline.signal,
      observer: explaining?.observer,
      measured: guards.budgets !== undefined || explaining !== undefined,
    });
    return { text: answers.ofResult(result, context).answer.text, cost: result.cost };
  };

  return ({ prepared, variables, admission, explaining, startedAt }, context) => {
    const { executable, sharing, plan: planned } = prepared;
    const { stream } = executable;
    if (stream === undefined || sharing === undefined) {
      // All that it asks for may not be seen.
      const errors = prepared
        .denied(variables)
        .map(({ message, extensions }) => new GraphQLError(message, { extensions }));
      const { answer, codes } = answers.ofRefusal(errors);
      logOperation({ operationName: prepared.name, type: prepared.kind, startedAt, codes }, context);
      return { ok: false, answer };
    }
    if (!context.goesOn) {
      logOperation({ operationName: prepared.name, type: prepared.kind, startedAt, codes: [] }, context);
    }
    return {
      ok: true,
      subscription: {
        subgraph: stream.subgraph,
        request: stream.request(variables),
        key: `${sharing.canonical} ${canonicalJson(variables)}${explaining ? " explained" : ""}`,
        // What is explained is for who may have it explained, and asked in their name.
        isPublic: sharing.isPublic && explaining === undefined,
        labels: prepared.labels,
        plan: JSON.stringify(planned),
        async run(event, context) {
          const receivedAt = performance.now();
          const explained = explaining && startExplaining(context, parts.explain);
          try {
            const { text, cost } = await eventResult(prepared, event, variables, explained, context);
            if (explained === undefined) return { text, cost };
            const explanation = explained.finish({
              name: prepared.name,
              kind: "subscription",
              supergraph: supergraph.id,
              plan: planned,
              labels: prepared.labels,
              startedAt: receivedAt,
              cost: { estimated: admission.estimatedCost ?? 0, actual: cost ?? 0 },
              isKept: false,
            });
            return { text: withExplanation(text, explanation), cost };
          } catch (error) {
            return answers.ofFailure(error, context).answer;
          }
        },
      },
    };
  };
}
