import type { FetchNode, PlanNode, QueryPlan } from "@threefold/federation/planner";

const INDENT = "  ";

/**
 * A query plan for people to read: one line for each step, its parts below it, and each request's query.
 *
 *     Sequence
 *       Fetch products
 *         { products { id seller { __typename id } } }
 *       Flatten products.@.seller
 *         Fetch users, for entities
 *           …
 */
export function planText({ node }: QueryPlan): string {
  if (node === undefined) return "Nothing is fetched.";
  if (node.kind !== "Subscription") return lines(node).join("\n");
  const rest = node.rest === undefined ? [] : ["then for each event", ...indented(lines(node.rest))];
  return ["Subscription", ...indented([...lines(node.primary), ...rest])].join("\n");
}

function lines(node: PlanNode): readonly string[] {
  switch (node.kind) {
    case "Sequence":
    case "Parallel":
      return [node.kind, ...node.nodes.flatMap((part) => indented(lines(part)))];
    case "Flatten":
      return [`Flatten ${node.path.join(".")}`, ...indented(lines(node.node))];
    case "Condition":
      return [
        ...branch(`If $${node.condition}`, node.ifClause),
        ...branch(`Unless $${node.condition}`, node.elseClause),
      ];
    case "Defer":
      return [
        ...branch("Now", node.primary.node),
        ...node.deferred.flatMap((part) => branch(`Later ${[part.label, ...part.queryPath].join(" ")}`, part.node)),
      ];
    case "Fetch":
      return fetchLines(node);
  }
}

const branch = (title: string, node: PlanNode | undefined): readonly string[] =>
  node === undefined ? [] : [title, ...indented(lines(node))];

function fetchLines({ serviceName, requires, operation }: FetchNode): readonly string[] {
  return [`Fetch ${serviceName}${requires === undefined ? "" : ", for entities"}`, ...indented(operation.split("\n"))];
}

const indented = (parts: readonly string[]): readonly string[] => parts.map((line) => INDENT + line);
