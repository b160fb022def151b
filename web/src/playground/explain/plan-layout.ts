import type { PlanNode, PlannedFetch } from "./explanation.ts";

/** A fetch of the plan as a picture has it: in which step it runs at the earliest, and after which others. */
export interface Step {
  readonly fetch: PlannedFetch;
  /** From 0. */
  readonly column: number;
  /** Where it works, for example `products.edges.@.node.seller`. Empty for root fields. */
  readonly path: string;
  /** Places in the list of those that it waits for. */
  readonly after: readonly number[];
}

/** Lays a plan's fetches out by when they run. What has nothing to wait for stands in column 0. */
export function layOut(plan: PlanNode): Step[] {
  const steps: Step[] = [];
  place(plan, [], "", steps);
  return steps;
}

/**
 * @param after what the node waits for
 * @returns what waits for the node has to wait for these
 */
function place(node: PlanNode, after: readonly number[], path: string, steps: Step[]): readonly number[] {
  switch (node.kind) {
    case "Fetch": {
      const column = after.reduce((latest, index) => Math.max(latest, (steps[index]?.column ?? 0) + 1), 0);
      return [steps.push({ fetch: node, column, path, after }) - 1];
    }
    case "Flatten":
      return place(node.node, after, node.path.join("."), steps);
    case "Sequence":
      return node.nodes.reduce((before, child) => place(child, before, path, steps), after);
    case "Parallel":
      return node.nodes.flatMap((child) => place(child, after, path, steps));
    case "Condition": {
      const branches = [node.ifClause, node.elseClause].filter((branch) => branch !== undefined);
      return branches.flatMap((branch) => place(branch, after, path, steps));
    }
    case "Defer": {
      const first = node.primary.node ? place(node.primary.node, after, path, steps) : after;
      return [...first, ...node.deferred.flatMap((part) => (part.node ? place(part.node, first, path, steps) : []))];
    }
    default:
      return after;
  }
}
