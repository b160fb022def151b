import type { FetchNode, PlanNode, TypeHierarchy } from "@threefold/federation/planner";
import type { FetchInfo } from "./send.ts";

/** What the compilation of one fetch needs to know of the whole plan. */
export interface PlanContext {
  readonly types: TypeHierarchy;
  infoOf(node: FetchNode, path: readonly string[]): FetchInfo;
  /**
   * Whether another fetch may write into what this one brings, at its path or below. If so, an entity that stands at
   * several places must be another object at each of them.
   */
  isExtended(node: FetchNode, path: readonly string[]): boolean;
  /** Whether a fetch of the plan has an id: parts may be said to wait for one that was made part of another. */
  hasFetch(id: string): boolean;
}

export function planContext(root: PlanNode | undefined, types: TypeHierarchy): PlanContext {
  const fetches = root === undefined ? [] : [...fetchesIn(root, [])];
  const senders = new Map<string, number>();
  for (const { node } of fetches) senders.set(keyOf(node), (senders.get(keyOf(node)) ?? 0) + 1);
  return {
    types,
    infoOf: (node, path) => ({
      subgraph: node.serviceName,
      operation: node.operation,
      operationName: node.operationName,
      operationKind: node.operationKind,
      path,
      hasTwin: (senders.get(keyOf(node)) ?? 0) > 1,
    }),
    hasFetch: (id) => fetches.some(({ node }) => node.id === id),
    isExtended: (node, path) =>
      fetches.some((other) => other.node !== node && path.every((element, index) => other.path[index] === element)),
  };
}

const keyOf = ({ serviceName, operation }: FetchNode) => `${serviceName}\n${operation}`;

function* fetchesIn(
  node: PlanNode | undefined,
  path: readonly string[],
): Generator<{ readonly node: FetchNode; readonly path: readonly string[] }> {
  switch (node?.kind) {
    case "Fetch":
      yield { node, path };
      for (const part of node.parts ?? []) yield* fetchesIn(part, path);
      break;
    case "Flatten":
      yield* fetchesIn(node.node, [...path, ...node.path]);
      break;
    case "Sequence":
    case "Parallel":
      for (const child of node.nodes) yield* fetchesIn(child, path);
      break;
    case "Condition":
      yield* fetchesIn(node.ifClause, path);
      yield* fetchesIn(node.elseClause, path);
      break;
    case "Defer":
      yield* fetchesIn(node.primary.node, path);
      for (const { node: child } of node.deferred) yield* fetchesIn(child, path);
      break;
  }
}
