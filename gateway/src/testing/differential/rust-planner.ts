import type * as hive from "@graphql-hive/router-query-planner";
import type { FetchNode, PlanNode, QueryPlanner, RequiredSelection, Rewrite } from "@threefold/federation/planner";
import { withoutUnused } from "@threefold/random-operations";
import { type FieldNode, GraphQLError, Kind, parse, print, visit } from "graphql";
import { type RustProcess, startProcess } from "./rust-process.ts";

/**
 * Hive Router's planner (`@graphql-hive/router-query-planner`, Rust, MIT), its plans in our form: what our executor makes of
 * them must be what it makes of Apollo's. It shares no code with Apollo's planner, and so none of its faults. It lives in a
 * process of its own, since some operations make it abort: they have no plan then, and the next gets another process.
 */
export function rustPlanner(sdl: string): QueryPlanner & AsyncDisposable {
  let process: RustProcess | undefined;
  return {
    async plan(document, operationName, labels = []) {
      process ??= startProcess(sdl);
      const answer = await process.plan({ document, operationName, labels });
      if (answer.aborted) process = undefined;
      if (!("plan" in answer)) return notPlanned(answer.message);
      try {
        return { kind: "plan", plan: answer.plan.node === undefined ? {} : { node: planNode(answer.plan.node) } };
      } catch (error) {
        // Some of the requests that it writes cannot be parsed: an inline fragment without a selection.
        if (error instanceof GraphQLError) return notPlanned(error.message);
        throw error;
      }
    },
    close: async () => process?.stop(),
    [Symbol.asyncDispose]: async () => process?.stop(),
  };
}

const notPlanned = (message: string) => ({ kind: "error", error: { message, code: "PLANNING_FAILED" } }) as const;

function planNode(node: hive.PlanNode): PlanNode {
  switch (node.kind) {
    case "Fetch":
      return fetch(node);
    case "BatchFetch":
      return batch(node);
    case "Sequence":
    case "Parallel":
      return { kind: node.kind, nodes: node.nodes.map(planNode) };
    case "Flatten":
      return flatten(node.path, planNode(node.node));
    case "Condition":
      return {
        kind: "Condition",
        condition: node.condition,
        ...(node.ifClause && { ifClause: planNode(node.ifClause) }),
        ...(node.elseClause && { elseClause: planNode(node.elseClause) }),
      };
    case "Subscription":
    case "Defer":
      throw new Error(`no random operation has a plan with ${node.kind}`);
  }
}

/**
 * The same at all the paths that are meant: with `@` for the elements of lists, and of lists in lists as well. Type
 * conditions on the way are left out: what is fetched for more objects than were asked for is not shown.
 */
function flatten(path: readonly hive.FlattenNodePathSegment[], node: PlanNode): PlanNode {
  const segments = path.flatMap((segment) => (segment === "@" ? ["@"] : "Field" in segment ? [segment.Field] : []));
  const paths = segments.reduce<readonly (readonly string[])[]>(
    (before, segment) =>
      before.flatMap((start) =>
        segment === "@"
          ? [
              [...start, "@"],
              [...start, "@", "@"],
            ]
          : [[...start, segment]],
      ),
    [[]],
  );
  const nodes = paths.map((one) => ({ kind: "Flatten" as const, path: [...one], node }));
  return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: "Parallel", nodes };
}

function fetch(node: hive.FetchNode): FetchNode {
  const { serviceName, operation, operationKind = "query", operationName, variableUsages, requires } = node;
  return {
    kind: "Fetch",
    serviceName,
    operation,
    operationKind,
    ...(operationName !== undefined && { operationName }),
    ...(variableUsages && { variableUsages: variableUsages.filter((name) => name !== "representations") }),
    ...(requires && { requires: requires.map(required) }),
    ...(node.inputRewrites && { inputRewrites: node.inputRewrites.flatMap(rewritesOf) }),
    ...(node.outputRewrites && { outputRewrites: node.outputRewrites.flatMap(rewritesOf) }),
  };
}

/** One request for the entities at several places, each under an alias of its own: here, one request for each place. */
function batch({ entityBatch, ...node }: hive.BatchFetchNode): PlanNode {
  const nodes = entityBatch.aliases.flatMap(({ alias, representationsVariableName, paths, ...about }) => {
    const { operation, variables } = onlyAlias(node.operation, alias, representationsVariableName);
    const variableUsages = node.variableUsages?.filter((name) => variables.has(name)) ?? [];
    const single = fetch({ ...node, ...about, kind: "Fetch", operation, variableUsages });
    return paths.map((path) => flatten(path, single));
  });
  return { kind: "Parallel", nodes };
}

/** The operation with the entities of one alias alone, and the variables that these need. */
function onlyAlias(text: string, alias: string, representations: string) {
  const [definition, ...fragments] = parse(text, { noLocation: true }).definitions;
  const isOperation = definition?.kind === Kind.OPERATION_DEFINITION;
  const field = isOperation
    ? definition.selectionSet.selections.find(
        (selection): selection is FieldNode => selection.kind === Kind.FIELD && selection.alias?.value === alias,
      )
    : undefined;
  if (!isOperation || field === undefined) throw new Error(`there is no ${alias} in ${text}`);
  const { alias: _, ...entities } = field;
  const single = withoutUnused({
    kind: Kind.DOCUMENT,
    definitions: [{ ...definition, selectionSet: { kind: Kind.SELECTION_SET, selections: [entities] } }, ...fragments],
  });
  const variables = new Set<string>();
  const named = visit(single, {
    Variable(node) {
      variables.add(node.name.value);
      if (node.name.value !== representations) return undefined;
      return { ...node, name: { kind: Kind.NAME, value: "representations" } };
    },
  });
  return { operation: print(named), variables };
}

function required(selection: hive.RequiresSelection): RequiredSelection {
  if (selection.kind === "FragmentSpread") throw new Error("a planner requires fields and inline fragments");
  if (selection.kind === "InlineFragment") {
    const { kind, typeCondition, selections } = selection;
    return { kind, typeCondition, selections: selections.map(required) };
  }
  const { kind, name, alias, selections } = selection;
  return { kind, name, ...(alias && { alias }), ...(selections?.length && { selections: selections.map(required) }) };
}

function rewritesOf(given: hive.FetchRewrite): Rewrite[] {
  if ("KeyRenamer" in given) {
    const { path, renameKeyTo } = given.KeyRenamer;
    return rewritePaths(path).map((one) => ({ kind: "KeyRenamer", path: one, renameKeyTo }));
  }
  const { path, setValueTo } = "ValueSetter" in given ? given.ValueSetter : given;
  return rewritePaths(path).map((one) => ({ kind: "ValueSetter", path: one, setValueTo }));
}

/** A path for each of the types that are meant. */
function rewritePaths([segment, ...rest]: readonly hive.FetchNodePathSegment[]): string[][] {
  if (segment === undefined) return [[]];
  const starts = "Key" in segment ? [segment.Key] : segment.TypenameEquals.map((type) => `... on ${type}`);
  return rewritePaths(rest).flatMap((after) => starts.map((start) => [start, ...after]));
}
