import {
  errorCode,
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
} from "@apollo/federation-internals";
import { QueryPlanner as ApolloPlanner } from "@apollo/query-planner";
import { GraphQLError, parse } from "graphql";
import { neutralPlan } from "./neutral.ts";
import { plannableSupergraph } from "./plannable/supergraph.ts";
import type { PlannerOptions, PlanResult } from "./planner.ts";

export type Plan = (document: string, operationName?: string) => PlanResult;

/**
 * Apollo's planner (`@apollo/query-planner`, Elastic License 2.0) on this thread, which it blocks for milliseconds to
 * seconds: programs use it by `createPlanner`, in a thread of its own. It keeps no plans; who prepares operations does.
 * @param sdl a supergraph that `readSupergraph` has found valid
 */
export function apolloPlanner(sdl: string, { incrementalDelivery = false }: PlannerOptions = {}): Plan {
  const { document: plannable, finish } = plannableSupergraph(sdl);
  const supergraph = Supergraph.build(plannable, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
    validateSupergraph: false,
  });
  const planner = new ApolloPlanner(supergraph, {
    incrementalDelivery: { enableDefer: incrementalDelivery },
    // Fragments in subgraphs' operations would have to be fitted to each subgraph's schema: slow, and often wrong.
    reuseQueryFragments: false,
    generateQueryFragments: false,
  });
  const apiSchema = supergraph.apiSchema();
  return (document, operationName) => {
    try {
      const options = operationName === undefined ? {} : { operationName };
      const operation = operationFromDocument(apiSchema, parse(document, { noLocation: true }), options);
      return { kind: "plan", plan: finish(neutralPlan(planner.buildQueryPlan(operation))) };
    } catch (error) {
      return { kind: "error", error: planError(error) };
    }
  };
}

function planError(error: unknown): { message: string; code: string } {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof GraphQLError ? errorCode(error) : undefined;
  return { message: message.replace(/\s*\n\s*/g, " "), code: code ?? "PLANNING_FAILED" };
}
