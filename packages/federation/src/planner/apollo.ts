import {
  errorCode,
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
} from "@apollo/federation-internals";
import { QueryPlanner as ApolloPlanner } from "@apollo/query-planner";
import { type DocumentNode, GraphQLError, OperationTypeNode, parse, visit } from "graphql";
import { neutralPlan } from "./neutral.ts";
import type { QueryPlan } from "./plan.ts";
import { plannableSupergraph } from "./plannable/supergraph.ts";
import type { PlannerOptions, PlanResult } from "./planner.ts";

/** @param defers whether what is deferred is planned apart, where the planner's options have that */
export type Plan = (
  document: string,
  operationName?: string,
  labels?: readonly string[],
  defers?: boolean,
) => PlanResult;

/**
 * Apollo's planner (`@apollo/query-planner`, Elastic License 2.0) on this thread, which it blocks for milliseconds to
 * seconds: programs use it by `createPlanner`, in a thread of its own. It keeps no plans; who prepares operations does.
 * @param sdl a supergraph that `readSupergraph` has found valid
 */
export function apolloPlanner(sdl: string, { incrementalDelivery = false }: PlannerOptions = {}): Plan {
  const { document: plannable, hasContexts, finish } = plannableSupergraph(sdl);
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
  const planOf = (document: DocumentNode, { operationName, labels }: Asked): QueryPlan => {
    const options = operationName === undefined ? {} : { operationName };
    const operation = operationFromDocument(apiSchema, document, options);
    const overrideConditions = new Map(labels.map((label) => [label, true]));
    return finish(neutralPlan(planner.buildQueryPlan(operation, { overrideConditions })));
  };
  /**
   * It fails on some of what it plans well when nothing is deferred: that is fetched with the rest. On some it comes to no end
   * (`createPlanner` sees that): then it is asked again, without.
   */
  const planDeferring = (document: DocumentNode, asked: Asked): QueryPlan => {
    const plain = () => planOf(withoutDefers(document), asked);
    try {
      const plan = planOf(document, asked);
      return hasContexts && usesContexts(plan) ? plain() : plan;
    } catch {
      return plain();
    }
  };
  return (text, operationName, labels = [], defers = true) => {
    const asked = { operationName, labels };
    try {
      const document = parse(text, { noLocation: true });
      const whole = hasContexts && CONDITION.test(text) ? planOf(withoutConditions(document), asked) : undefined;
      if (whole && usesContexts(whole)) return { kind: "plan", plan: whole };
      const isDeferring = incrementalDelivery && text.includes("@defer");
      if (isDeferring && !defers) return { kind: "plan", plan: planOf(withoutDefers(document), asked) };
      return { kind: "plan", plan: (isDeferring ? planDeferring : planOf)(document, asked) };
    } catch (error) {
      return { kind: "error", error: planError(error) };
    }
  };
}

interface Asked {
  readonly operationName: string | undefined;
  /** Of `@override`, those that are on. */
  readonly labels: readonly string[];
}

const CONDITION = /@(skip|include)\b/;

/**
 * With contexts, the planner may put a fetch under a condition that is another field's, or leave it out; and it may defer
 * what the context is read from. So what uses them is planned as if there were no conditions, and nothing deferred.
 */
const usesContexts = (plan: QueryPlan): boolean => JSON.stringify(plan).includes('"contextRewrites"');

/** The document with all fetched that its variables may ask for: what is not wanted is left out of the response. */
const withoutConditions = (document: DocumentNode): DocumentNode =>
  visit(withoutDefers(document), {
    Directive: ({ name }) => (name.value === "skip" || name.value === "include" ? null : undefined),
    // Whether a mutation runs is not to be changed.
    OperationDefinition: ({ operation }) => (operation === OperationTypeNode.QUERY ? undefined : false),
  });

const withoutDefers = (document: DocumentNode): DocumentNode =>
  visit(document, { Directive: ({ name }) => (name.value === "defer" ? null : undefined) });

function planError(error: unknown): { message: string; code: string } {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof GraphQLError ? errorCode(error) : undefined;
  return { message: message.replace(/\s*\n\s*/g, " "), code: code ?? "PLANNING_FAILED" };
}
