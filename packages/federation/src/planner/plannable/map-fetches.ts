import type { DeferNode, DeferredNode, FetchNode, FlattenNode, PlanNode, QueryPlan } from "../plan.ts";

/** A plan with each of its fetches replaced. A subscription's stream stays a fetch. */
export function mapFetches(
  plan: QueryPlan,
  change: (fetch: FetchNode) => FetchNode | FlattenNode | PlanNode,
): QueryPlan {
  const { node } = plan;
  if (node === undefined) return plan;
  if (node.kind !== "Subscription") return { node: mapNode(node, change) };
  const primary = change(node.primary);
  return {
    node: {
      ...node,
      primary: primary.kind === "Fetch" ? primary : node.primary,
      ...(node.rest && { rest: mapNode(node.rest, change) }),
    },
  };
}

function mapNode(node: PlanNode, change: (fetch: FetchNode) => PlanNode): PlanNode {
  switch (node.kind) {
    case "Fetch":
      return change(node);
    case "Flatten":
      return { ...node, node: mapNode(node.node, change) };
    case "Sequence":
    case "Parallel":
      return { ...node, nodes: node.nodes.map((child) => mapNode(child, change)) };
    case "Condition":
      return {
        ...node,
        ...(node.ifClause && { ifClause: mapNode(node.ifClause, change) }),
        ...(node.elseClause && { elseClause: mapNode(node.elseClause, change) }),
      };
    case "Defer":
      return mapDefer(node, change);
  }
}

function mapDefer(node: DeferNode, change: (fetch: FetchNode) => PlanNode): DeferNode {
  const within = <Part extends DeferNode["primary"] | DeferredNode>(part: Part): Part => ({
    ...part,
    ...(part.node && { node: mapNode(part.node, change) }),
  });
  return { ...node, primary: within(node.primary), deferred: node.deferred.map(within) };
}
