import type { PlanNode } from "./explanation.ts";
import { NamedSubgraph } from "./NamedSubgraph.tsx";

/** The query plan as the planner made it. A fetch opens to the operation that it sends. */
export function PlanTree({ node }: { node: PlanNode }) {
  return (
    <ul className="plan-tree">
      <Branch node={node} />
    </ul>
  );
}

function Branch({ node }: { node: PlanNode }) {
  switch (node.kind) {
    case "Fetch":
      return (
        <li>
          <details>
            <summary>
              Fetch <NamedSubgraph name={node.serviceName} />
            </summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <pre tabIndex={0}>{node.operation}</pre>
          </details>
        </li>
      );
    case "Flatten":
      return (
        <li>
          At <code>{node.path.join(".")}</code>
          <PlanTree node={node.node} />
        </li>
      );
    case "Condition":
      return (
        <li>
          If <code>${node.condition}</code>
          {node.ifClause && <PlanTree node={node.ifClause} />}
          {node.elseClause && (
            <>
              else <PlanTree node={node.elseClause} />
            </>
          )}
        </li>
      );
    case "Defer":
      return (
        <>
          <li>
            For the first part of the answer
            {node.primary.node && <PlanTree node={node.primary.node} />}
          </li>
          {node.deferred.map(({ queryPath, node: part }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a plan never changes, and two of its nodes may be equal
            <li key={index}>
              For a later part, at <code>{queryPath.join(".")}</code>
              {part && <PlanTree node={part} />}
            </li>
          ))}
        </>
      );
    case "Sequence":
    case "Parallel":
      return (
        <li>
          {node.kind === "Sequence" ? "One after the other" : "At the same time"}
          <ul className="plan-tree">
            {node.nodes.map((child, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a plan never changes, and two of its nodes may be equal
              <Branch key={index} node={child} />
            ))}
          </ul>
        </li>
      );
    default:
      return null;
  }
}
