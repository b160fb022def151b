import type * as Apollo from "@apollo/query-planner";
import type { DeferNode, FetchNode, PlanNode, QueryPlan, RequiredSelection } from "./plan.ts";

/** Apollo's plan without what only Apollo's own executor needs. */
export function neutralPlan({ node }: Apollo.QueryPlan): QueryPlan {
  if (node === undefined) return {};
  if (node.kind !== "Subscription") return { node: neutral(node) };
  const { primary, rest } = node;
  return { node: { kind: "Subscription", primary: fetch(primary), ...optional("rest", rest && neutral(rest)) } };
}

function neutral(node: Apollo.PlanNode): PlanNode {
  switch (node.kind) {
    case "Sequence":
    case "Parallel":
      return { kind: node.kind, nodes: node.nodes.map(neutral) };
    case "Flatten":
      return { kind: "Flatten", path: node.path.map(String), node: neutral(node.node) };
    case "Condition":
      return {
        kind: "Condition",
        condition: node.condition,
        ...optional("ifClause", node.ifClause && neutral(node.ifClause)),
        ...optional("elseClause", node.elseClause && neutral(node.elseClause)),
      };
    case "Defer":
      return defer(node);
    case "Fetch":
      return fetch(node);
  }
}

function fetch(node: Apollo.FetchNode): FetchNode {
  return {
    kind: "Fetch",
    serviceName: node.serviceName,
    operation: node.operation,
    operationKind: node.operationKind,
    ...optional("id", node.id),
    ...optional("operationName", node.operationName),
    ...optional("variableUsages", node.variableUsages),
    ...optional("requires", node.requires?.map(required)),
    ...optional("inputRewrites", node.inputRewrites),
    ...optional("outputRewrites", node.outputRewrites),
    ...optional("contextRewrites", node.contextRewrites),
  };
}

function required(selection: Apollo.QueryPlanSelectionNode): RequiredSelection {
  if (selection.kind === "InlineFragment") {
    const { kind, typeCondition, selections } = selection;
    return { kind, ...optional("typeCondition", typeCondition), selections: selections.map(required) };
  }
  const { kind, name, alias, selections } = selection;
  return { kind, name, ...optional("alias", alias), ...optional("selections", selections?.map(required)) };
}

function defer({ primary, deferred }: Apollo.DeferNode): DeferNode {
  const part = (subselection: string | undefined, node: Apollo.PlanNode | undefined) => ({
    ...optional("subselection", subselection),
    ...optional("node", node && neutral(node)),
  });
  return {
    kind: "Defer",
    primary: part(primary.subselection, primary.node),
    deferred: deferred.map(({ depends, label, queryPath, subselection, node }) => ({
      depends: depends.map(({ id, deferLabel }) => ({ id, ...optional("deferLabel", deferLabel) })),
      ...optional("label", label),
      queryPath,
      ...part(subselection, node),
    })),
  };
}

/** The property when it has a value, and no property otherwise. */
function optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}
