import { Kind, type OperationDefinitionNode, parse, type SelectionSetNode } from "graphql";
import type { FetchNode, KeyRenamer, ParallelNode, PlanNode, QueryPlan } from "../plan.ts";

/**
 * Lets a fetch that takes an argument from an object above (`@fromContext`) wait for the fetch that brings that object's
 * field. Apollo's planner puts both in parallel when another subgraph has the field.
 */
export function orderContexts(plan: QueryPlan): QueryPlan {
  const { node } = plan;
  if (node === undefined || !JSON.stringify(plan).includes('"contextRewrites"')) return plan;
  if (node.kind !== "Subscription") return { node: order(node, []) };
  return { node: { ...node, ...(node.rest && { rest: order(node.rest, []) }) } };
}

function order(node: PlanNode, path: readonly string[]): PlanNode {
  switch (node.kind) {
    case "Fetch":
    case "Defer":
      return node;
    case "Flatten":
      return { ...node, node: order(node.node, [...path, ...node.path]) };
    case "Sequence":
      return { ...node, nodes: node.nodes.map((child) => order(child, path)) };
    case "Condition":
      return {
        ...node,
        ...(node.ifClause && { ifClause: order(node.ifClause, path) }),
        ...(node.elseClause && { elseClause: order(node.elseClause, path) }),
      };
    case "Parallel":
      return inLayers({ ...node, nodes: node.nodes.map((child) => order(child, path)) }, path);
  }
}

/** Layers of what can run together, each after those that it needs something from. */
function inLayers(parallel: ParallelNode, path: readonly string[]): PlanNode {
  let left = parallel.nodes.map((node) => {
    const brought = new Set<string>();
    const needed = new Set<string>();
    survey(node, path, brought, needed);
    return { node, brought, needed: needed.difference(brought) };
  });
  const layers: PlanNode[] = [];
  while (left.length > 0) {
    const ready = left.filter((one) =>
      left.every((other) => one === other || one.needed.isDisjointFrom(other.brought)),
    );
    const layer = ready.length === 0 ? left : ready;
    const nodes = layer.map(({ node }) => node);
    layers.push(nodes.length === 1 && nodes[0] ? nodes[0] : { kind: "Parallel", nodes });
    left = left.filter((one) => !layer.includes(one));
  }
  return layers.length === 1 ? parallel : { kind: "Sequence", nodes: layers };
}

/** Which fields a part of a plan brings, and which it takes as contexts: paths of response names, lists left out. */
function survey(node: PlanNode, path: readonly string[], brought: Set<string>, needed: Set<string>): void {
  switch (node.kind) {
    case "Fetch":
      for (const field of fieldsOf(node, path)) brought.add(field);
      for (const rewrite of node.contextRewrites ?? []) needed.add(contextPath(rewrite, path));
      break;
    case "Flatten":
      survey(node.node, [...path, ...node.path], brought, needed);
      break;
    case "Sequence":
    case "Parallel":
      for (const child of node.nodes) survey(child, path, brought, needed);
      break;
    case "Condition":
      for (const child of [node.ifClause, node.elseClause]) if (child) survey(child, path, brought, needed);
      break;
    case "Defer":
      break;
  }
}

const namesIn = (path: readonly string[]): string[] => path.filter((part) => part !== "@");

function contextPath({ path }: KeyRenamer, from: readonly string[]): string {
  const ups = path.filter((part) => part === "..").length;
  const names = namesIn(from);
  const down = path.filter((part) => part !== ".." && !part.startsWith("... on "));
  return [...names.slice(0, Math.max(names.length - ups, 0)), ...down].join("/");
}

function* fieldsOf({ operation, requires }: FetchNode, path: readonly string[]): Generator<string> {
  const definition = parse(operation, { noLocation: true }).definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  if (definition === undefined) return;
  const [first] = definition.selectionSet.selections;
  const entities = requires !== undefined && first?.kind === Kind.FIELD ? first.selectionSet : undefined;
  yield* fieldPaths(entities ?? definition.selectionSet, namesIn(path));
}

function* fieldPaths({ selections }: SelectionSetNode, path: readonly string[]): Generator<string> {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const here = [...path, (selection.alias ?? selection.name).value];
      yield here.join("/");
      if (selection.selectionSet) yield* fieldPaths(selection.selectionSet, here);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      yield* fieldPaths(selection.selectionSet, path);
    }
  }
}
