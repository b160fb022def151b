import type { PlanNode, QueryPlan, SubscriptionNode } from "@threefold/federation/planner";

/** A plan as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html): who waits for whom. */
export function mermaid({ node }: QueryPlan): string {
  const lines = ["flowchart TD", "  client([operation])"];
  let count = 0;
  /** Draws a node after those it waits for, and gives those that wait for it. */
  const draw = (
    part: PlanNode | SubscriptionNode | undefined,
    after: readonly string[],
    label = "",
  ): readonly string[] => {
    if (!part) return after;
    switch (part.kind) {
      case "Fetch": {
        count += 1;
        const id = `f${count}`;
        lines.push(`  ${id}["${part.serviceName}${label && `<br/>${label}`}"]`);
        for (const from of after) lines.push(`  ${from} --> ${id}`);
        return [id];
      }
      case "Flatten":
        return draw(part.node, after, `at ${part.path.join(".")}`);
      case "Sequence":
        return part.nodes.reduce((before, each) => draw(each, before, label), after);
      case "Parallel":
        return part.nodes.flatMap((each) => draw(each, after, label));
      case "Condition":
        return [
          ...draw(part.ifClause, after, `if $${part.condition}`),
          ...draw(part.elseClause, after, `unless $${part.condition}`),
        ];
      case "Subscription":
        return draw(part.rest, draw(part.primary, after, "stream"), "for each event");
      case "Defer": {
        const first = draw(part.primary.node, after, label);
        return [...first, ...part.deferred.flatMap((each) => draw(each.node, first, "later"))];
      }
    }
  };
  draw(node, ["client"]);
  return lines.join("\n");
}
