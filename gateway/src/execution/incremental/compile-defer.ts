import type { DeferNode, PlanNode } from "@threefold/federation/planner";
import type { ExecutionObserver, Step } from "../execution.ts";
import type { PlanContext } from "../plan-context.ts";

/**
 * Compiles the node of a plan that answers some of it later. As a step it has ended when what is not deferred has been
 * fetched; the rest is in the execution's schedule.
 * @param compile compiles a part of the plan that works on the root of the response
 */
export function compileDefer(
  { primary, deferred }: DeferNode,
  plan: Pick<PlanContext, "hasFetch">,
  compile: (node: PlanNode) => Step,
): Step {
  const first = primary.node && compile(primary.node);
  const firstIds = fetchIds(primary.node);
  const parts = deferred.map(({ label, depends, node }) => ({
    label,
    depends: depends.map(({ id }) => id).filter(plan.hasFetch),
    dependsOnAll: depends.some(({ id }) => !plan.hasFetch(id)),
    run: node && compile(node),
    ids: fetchIds(node),
  }));
  return (execution, targets) => {
    const { schedule, observer } = execution;
    if (schedule === undefined) throw new Error("an operation with deferred parts is run in parts");
    const running = first?.(execution, targets);
    for (const { label = "", depends, dependsOnAll, run, ids } of parts) {
      schedule.begin(label, async (errors) => {
        await Promise.all(depends.map((id) => schedule.whenFetched(id)));
        if (dependsOnAll) await running;
        await run?.({ ...execution, errors, observer: observer && observerOf(label, observer) }, targets);
        schedule.fetched(ids);
      });
    }
    return afterwards(running, () => schedule.fetched(firstIds));
  };
}

const observerOf = (part: string, observer: ExecutionObserver): ExecutionObserver => ({
  fetched: (record) => observer.fetched({ ...record, part }),
});

/** A step after which the fetches of a node count as done, also those that had nothing to fetch. */
export function marksFetched(node: PlanNode, step: Step): Step {
  const ids = fetchIds(node);
  if (ids.length === 0) return step;
  return (execution, targets) => {
    return afterwards(step(execution, targets), () => execution.schedule?.fetched(ids));
  };
}

/** A step that is not taken, so that nothing waits for what it would have fetched, now or later. */
export function skipsFetches(node: PlanNode | undefined): Step {
  const ids = [...idsIn(node, true)];
  return (execution) => {
    execution.schedule?.fetched(ids);
    return undefined;
  };
}

function afterwards(running: Promise<void> | undefined, end: () => void): Promise<void> | undefined {
  if (running !== undefined) return running.then(end);
  end();
  return undefined;
}

const fetchIds = (node: PlanNode | undefined): readonly string[] => [...idsIn(node, false)];

/** @param deferred whether those of deferred parts are meant, too */
function* idsIn(node: PlanNode | undefined, deferred: boolean): Generator<string> {
  switch (node?.kind) {
    case "Fetch":
      if (node.id !== undefined) yield node.id;
      break;
    case "Flatten":
      yield* idsIn(node.node, deferred);
      break;
    case "Sequence":
    case "Parallel":
      for (const child of node.nodes) yield* idsIn(child, deferred);
      break;
    case "Condition":
      yield* idsIn(node.ifClause, deferred);
      yield* idsIn(node.elseClause, deferred);
      break;
    case "Defer":
      yield* idsIn(node.primary.node, deferred);
      if (deferred) for (const part of node.deferred) yield* idsIn(part.node, deferred);
      break;
  }
}
