import type { DeferNode, FetchNode, PlanNode } from "@threefold/federation/planner";
import { expect, it } from "vitest";
import { compilePlan } from "../compile-plan.ts";
import type { Execution } from "../execution.ts";
import { planContext } from "../plan-context.ts";
import { Schedule } from "./schedule.ts";

const fetching = (id: string): FetchNode => ({
  kind: "Fetch",
  id,
  serviceName: "one",
  operation: "{ a }",
  operationKind: "query",
});

const waitingFor = (label: string, id: string): DeferNode["deferred"][number] => ({
  label,
  depends: [{ id }],
  queryPath: [],
});

/** Runs a plan, and waits for all its parts. */
async function run(node: DeferNode, variables: Execution["variables"] = {}): Promise<void> {
  const schedule = new Schedule();
  const call = { fetch: async () => ({ data: { a: 1 } }) };
  const execution: Execution = { data: {}, variables, errors: [], inFlight: new Map(), call, schedule };
  const types = { has: () => false, isSubtype: () => false };
  await compilePlan(node, [], planContext(node, types))(execution, [execution.data]);
  await Promise.all(node.deferred.map(({ label = "" }) => schedule.partOf(label).done));
  expect(node.deferred.every(({ label = "" }) => schedule.partOf(label).isFetched)).toBe(true);
}

it.each<[string, PlanNode]>([
  ["has been made", fetching("0")],
  ["is under a condition that does not hold", { kind: "Condition", condition: "late", ifClause: fetching("0") }],
  ["has nothing to be made for", { kind: "Flatten", path: ["nothing"], node: fetching("0") }],
  [
    "is another part's, which is under a condition that does not hold",
    {
      kind: "Condition",
      condition: "late",
      ifClause: { kind: "Defer", primary: {}, deferred: [{ ...waitingFor("inner", "none"), node: fetching("0") }] },
    },
  ],
  ["the planner made part of another", fetching("1")],
])("a part waits for no fetch for ever: not for one that %s", async (_which, node) => {
  await run({ kind: "Defer", primary: { node }, deferred: [waitingFor("part", "0")] });
});

it("a part may wait for what another part fetches", async () => {
  const deferred = [waitingFor("second", "0"), { ...waitingFor("first", "none"), node: fetching("0") }];
  await run({ kind: "Defer", primary: {}, deferred });
});
