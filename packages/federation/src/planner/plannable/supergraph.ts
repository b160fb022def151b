import { type DocumentNode, parse } from "graphql";
import type { FetchNode, PlanNode, QueryPlan } from "../plan.ts";
import { readTypeHierarchy } from "../type-hierarchy.ts";
import { orderContexts } from "./context-order.ts";
import { resolvableKeysFirst } from "./key-order.ts";
import { mapFetches } from "./map-fetches.ts";
import { partsOf } from "./parts.ts";
import { readRequirements } from "./requirements.ts";
import { mergeRequired } from "./selection-tree.ts";
import { hasRivals, nameVariants, resolveVariants } from "./variants.ts";

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
  const { document, byName: variants } = nameVariants(resolvableKeysFirst(parse(sdl, { noLocation: true })));
  const requirements = readRequirements(document);
  const types = readTypeHierarchy(sdl);
  const finishFetch = (planned: FetchNode): PlanNode => {
    const fetch = planned.requires ? { ...planned, requires: mergeRequired(planned.requires) } : planned;
    const parts = partsOf(fetch, requirements, types)?.map((part) => resolveVariants(part, variants));
    if (parts === undefined) return resolveVariants(fetch, variants);
    if (hasRivals(fetch, variants)) return { kind: "Parallel", nodes: parts };
    return { ...resolveVariants(fetch, variants), parts };
  };
  return { document, finish: (plan) => mapFetches(orderContexts(plan), finishFetch) };
}
