import { type DocumentNode, parse } from "graphql";
import type { QueryPlan } from "../plan.ts";
import { resolvableKeysFirst } from "./key-order.ts";

/** A supergraph in the form that the planner plans rightly. */
export interface PlannableSupergraph {
  readonly document: DocumentNode;
  /** Says in a plan over it what it says in a plan over the supergraph as it was. */
  finish(plan: QueryPlan): QueryPlan;
}

/**
 * Changes the supergraph where Apollo's planner would make wrong plans of it. What it means stays the same, once plans
 * over it have been through `finish`.
 */
export function plannableSupergraph(sdl: string): PlannableSupergraph {
  const document = resolvableKeysFirst(parse(sdl, { noLocation: true }));
  return { document, finish: (plan) => plan };
}
