import type { PlanNode } from "@threefold/federation/planner";
import type { Step } from "./execution.ts";
import { compileEntityFetch, isEntityFetch } from "./fetch-entities.ts";
import { compileRootFetch } from "./fetch-root.ts";
import { compileDefer, marksFetched, skipsFetches } from "./incremental/compile-defer.ts";
import type { JsonObject } from "./json.ts";
import { compileCollect } from "./path.ts";
import type { PlanContext } from "./plan-context.ts";

/**
 * Compiles a part of a plan to closures: what depends on the operation alone is done here, once.
 * @param path where the part works, from the root of the response
 */
export function compilePlan(node: PlanNode, path: readonly string[], plan: PlanContext): Step {
  return marksFetched(node, compileNode(node, path, plan));
}

function compileNode(node: PlanNode, path: readonly string[], plan: PlanContext): Step {
  switch (node.kind) {
    case "Fetch":
      return isEntityFetch(node) ? compileEntityFetch(node, path, plan) : compileRootFetch(node, path, plan);
    case "Flatten":
      return flatten(node.path, compilePlan(node.node, [...path, ...node.path], plan));
    case "Sequence":
      return sequence(node.nodes.map((child) => compilePlan(child, path, plan)));
    case "Parallel":
      return parallel(node.nodes.map((child) => compilePlan(child, path, plan)));
    case "Condition":
      return condition(node.condition, branch(node.ifClause, node.elseClause), branch(node.elseClause, node.ifClause));
    case "Defer":
      return compileDefer(node, plan, (child) => compilePlan(child, path, plan));
  }

  function branch(taken: PlanNode | undefined, other: PlanNode | undefined): Step {
    const skip = skipsFetches(other);
    if (taken === undefined) return skip;
    const step = compilePlan(taken, path, plan);
    return (execution, targets) => {
      skip(execution, targets);
      return step(execution, targets);
    };
  }
}

function flatten(path: readonly string[], step: Step): Step {
  const collect = compileCollect(path);
  return (execution, targets) => {
    const found: JsonObject[] = [];
    for (const target of targets) collect(target, found);
    return found.length === 0 ? undefined : step(execution, found);
  };
}

/** One after the other: mutations rely on it. */
function sequence(steps: readonly Step[]): Step {
  return async (execution, targets) => {
    for (const step of steps) {
      const done = step(execution, targets);
      if (done !== undefined) await done;
    }
  };
}

function parallel(steps: readonly Step[]): Step {
  return (execution, targets) => {
    const running: Promise<void>[] = [];
    for (const step of steps) {
      const done = step(execution, targets);
      if (done !== undefined) running.push(done);
    }
    return running.length > 1 ? Promise.all(running).then(() => {}) : running[0];
  };
}

function condition(variable: string, whenTrue: Step, whenFalse: Step): Step {
  return (execution, targets) => (execution.variables[variable] === true ? whenTrue : whenFalse)(execution, targets);
}
