import type { PlanNode, QueryPlan, SubscriptionNode } from "@threefold/federation/planner";

/** What a query plan costs, told by its shape. */
export interface PlanShape {
  /** Requests to subgraphs. */
  readonly fetches: number;
  /** Requests that wait for one another, at the longest. */
  readonly depth: number;
  /** Requests by where they stand: depth and subgraph. Two where one would do are a batch that was lost. */
  readonly perLevel: ReadonlyMap<string, number>;
}

export function shapeOf(plan: QueryPlan): PlanShape {
  const perLevel = new Map<string, number>();
  let fetches = 0;
  /** Gives the level after a node that begins at a level. */
  const walk = (node: PlanNode | SubscriptionNode | undefined, level: number): number => {
    if (!node) return level;
    switch (node.kind) {
      case "Fetch": {
        fetches += 1;
        const key = `${level} ${node.serviceName}`;
        perLevel.set(key, (perLevel.get(key) ?? 0) + 1);
        return level + 1;
      }
      case "Flatten":
        return walk(node.node, level);
      case "Sequence":
        return node.nodes.reduce((at, each) => walk(each, at), level);
      case "Parallel":
        return Math.max(level, ...node.nodes.map((each) => walk(each, level)));
      case "Condition":
        return Math.max(walk(node.ifClause, level), walk(node.elseClause, level));
      case "Subscription":
        return walk(node.rest, walk(node.primary, level));
      case "Defer": {
        const first = walk(node.primary.node, level);
        return Math.max(first, ...node.deferred.map((part) => walk(part.node, first)));
      }
    }
  };
  const depth = walk(plan.node, 0);
  return { fetches, depth, perLevel };
}

/** A plan as people read it: one line a node. */
export function planText(plan: QueryPlan): string {
  const lines: string[] = [];
  const write = (node: PlanNode | SubscriptionNode | undefined, indent: string, prefix = ""): void => {
    if (!node) return;
    const add = (text: string) => lines.push(`${indent}${prefix}${text}`);
    switch (node.kind) {
      case "Fetch":
        add(`Fetch ${node.serviceName}: ${oneLine(node.operation)}`);
        break;
      case "Flatten":
        write(node.node, indent, `${prefix}at ${node.path.join(".")}: `);
        break;
      case "Sequence":
      case "Parallel":
        add(node.kind);
        for (const each of node.nodes) write(each, `${indent}  `);
        break;
      case "Condition":
        add(`If $${node.condition}`);
        write(node.ifClause, `${indent}  `);
        write(node.elseClause, `${indent}  `, "else: ");
        break;
      case "Subscription":
        add("Subscription");
        write(node.primary, `${indent}  `);
        write(node.rest, `${indent}  `, "for each event: ");
        break;
      case "Defer":
        add("Defer");
        write(node.primary.node, `${indent}  `);
        for (const { label, node: part } of node.deferred)
          write(part, `${indent}  `, `later${label ? ` (${label})` : ""}: `);
    }
  };
  write(plan.node, "");
  return lines.length === 0 ? "(no subgraph is asked)" : lines.join("\n");
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, " ").trim();
