import { BREAK, type DocumentNode, Kind, parse, visit } from "graphql";
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
  /** Whether some field has an argument that comes from an object above it (`@fromContext`). */
  readonly hasContexts: boolean;
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
  return {
    document,
    hasContexts: setsArguments(document),
    finish: (plan) => mapFetches(orderContexts(plan), finishFetch),
  };
}

function setsArguments(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      if (name.value !== "join__field") return false;
      const value = given.find((one) => one.name.value === "contextArguments")?.value;
      found =
        value !== undefined && value.kind !== Kind.NULL && !(value.kind === Kind.LIST && value.values.length === 0);
      return found ? BREAK : false;
    },
  });
  return found;
}
