import { compileCost, readCosts } from "@threefold/federation/cost";
import type { QueryPlan } from "@threefold/federation/planner";
import { apolloPlanner } from "@threefold/federation/planner/apollo";
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, print } from "graphql";
import type { Composed } from "../composition/composed.ts";
import type { Finding } from "../finding.ts";
import type { KnownOperation } from "../operations/operation.ts";
import { type PlanShape, planText, shapeOf } from "./plans.ts";

/** Plans and prices operations over one supergraph. */
export interface Pricer {
  plan(operation: KnownOperation): QueryPlan | undefined;
  /** The estimated cost with the variables' defaults. */
  cost(operation: KnownOperation): number;
}

export function createPricer({ supergraph }: Pick<Composed, "supergraph">): Pricer {
  const plan = apolloPlanner(supergraph.sdl);
  const model = readCosts(supergraph.sdl);
  return {
    plan({ document }) {
      const result = plan(print(document));
      return result.kind === "plan" ? result.plan : undefined;
    },
    cost({ document }) {
      const [operation, ...others] = document.definitions as [OperationDefinitionNode, ...FragmentDefinitionNode[]];
      const fragments = new Map(others.map((fragment) => [fragment.name.value, fragment]));
      return compileCost(operation, fragments, supergraph.apiSchema, model)(defaultsOf(operation)).cost;
    },
  };
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : [],
    ),
  );
}

/** What becomes dearer, or cheaper, of the operations that are valid on both sides. */
export function compareCosts(operations: readonly KnownOperation[], base: Composed, head: Composed): Finding[] {
  if (operations.length === 0 || base.supergraph.sdl === head.supergraph.sdl) return [];
  const [before, after] = [createPricer(base), createPricer(head)];
  return operations.flatMap((operation) => {
    const [was, is] = [before.plan(operation), after.plan(operation)];
    if (!was || !is) return [];
    const [price, newPrice] = [before.cost(operation), after.cost(operation)];
    return judge(operation, { plan: was, cost: price }, { plan: is, cost: newPrice });
  });
}

interface Priced {
  readonly plan: QueryPlan;
  readonly cost: number;
}

function judge({ name, place }: KnownOperation, was: Priced, is: Priced): Finding[] {
  const [before, after] = [planText(was.plan), planText(is.plan)];
  const [old, now] = [shapeOf(was.plan), shapeOf(is.plan)];
  const plans = { place, affects: [{ name, place, errors: [] }], before, after };
  const findings: Finding[] = [];
  const worse = (code: string, message: string) =>
    findings.push({ code, severity: "cost", message: `${name} ${message}`, ...plans });
  if (now.fetches > old.fetches) worse("PLAN_MORE_FETCHES", `needs ${now.fetches} requests instead of ${old.fetches}`);
  if (now.depth > old.depth) {
    worse("PLAN_DEEPER", `waits for ${now.depth} requests in a row instead of ${old.depth}`);
  }
  const lost = lostBatch(old, now);
  if (lost !== undefined) worse("PLAN_LOST_BATCH", `asks ${lost} twice where one request was enough`);
  if (is.cost > was.cost) worse("COST_HIGHER", `costs ${is.cost} instead of ${was.cost}`);
  if (findings.length === 0 && (now.fetches < old.fetches || now.depth < old.depth || is.cost < was.cost)) {
    const message = `${name} is cheaper: ${now.fetches} requests (${old.fetches}), ${now.depth} in a row (${old.depth}), cost ${is.cost} (${was.cost})`;
    findings.push({ code: "PLAN_CHEAPER", severity: "safe", message, ...plans });
  }
  return findings;
}

/** The subgraph that is asked several times at one level of the plan, and was asked once there before. */
function lostBatch(old: PlanShape, now: PlanShape): string | undefined {
  const found = [...now.perLevel].find(([key, count]) => count > 1 && old.perLevel.get(key) === 1);
  return found?.[0].split(" ")[1];
}
