import type { FetchNode } from "@threefold/federation/planner";
import { fetchError } from "./errors.ts";
import type { Execution, SubgraphResponse, Variables } from "./execution.ts";
import { compileRequest } from "./fetch-request.ts";
import { compileRootMerge } from "./fetch-root.ts";
import type { PlanContext } from "./plan-context.ts";
import { readAnswer } from "./send.ts";

/** The stream of a subscription: one subgraph's, whose events the rest of the plan completes. */
export interface Stream {
  readonly subgraph: string;
  /** The request that opens it, as JSON text. */
  request(variables: Variables): string;
  /** Takes an event into an execution. */
  receive(execution: Execution, event: SubgraphResponse): void;
}

export function compileStream(node: FetchNode, plan: PlanContext): Stream {
  const { serviceName: subgraph } = node;
  const { write } = compileRequest(node, new Set());
  const mergeEvent = compileRootMerge(node, [], plan);
  return {
    subgraph,
    request: write,
    receive(execution, event) {
      try {
        mergeEvent(execution, [execution.data], readAnswer(subgraph, event));
      } catch (error) {
        execution.errors.push(fetchError(error, subgraph, []));
      }
    },
  };
}
