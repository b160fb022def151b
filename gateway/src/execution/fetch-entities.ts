import type { FetchNode, RequiredSelection, TypeHierarchy } from "@threefold/federation/planner";
import { AnswerErrors } from "./answer-errors.ts";
import { type Batch, gatherBatches, type Targets } from "./batch.ts";
import { compileContext } from "./context.ts";
import { fetchError, MalformedAnswer, pathOf } from "./errors.ts";
import type { Execution, Step } from "./execution.ts";
import { compileRequest } from "./fetch-request.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";
import { merge, mergeCopy } from "./merge.ts";
import { certainPath, locate, type ResponsePath } from "./path.ts";
import type { PlanContext } from "./plan-context.ts";
import { compileRepresentation } from "./representation.ts";
import { type ApplyRewrites, compileRewrites } from "./rewrites.ts";
import { readAnswer, send } from "./send.ts";

/** A fetch node that has `requires`. */
export type EntityFetchNode = FetchNode & { readonly requires: readonly RequiredSelection[] };

export const isEntityFetch = (node: FetchNode): node is EntityFetchNode => node.requires !== undefined;

/**
 * Compiles a fetch of entities: one request for all objects at the path, each different representation once. (One
 * request for each context, where fields take arguments from the objects above; and one for each of the fetch's parts,
 * where objects lack what only some of its fields require.)
 */
export function compileEntityFetch(node: EntityFetchNode, path: readonly string[], plan: PlanContext): Step {
  const fetch = compileFetch(node, path, plan);
  return (execution, objects) => fetch(execution, { objects, positions: undefined });
}

type Fetch = (execution: Execution, targets: Targets) => Promise<void> | undefined;

function compileFetch(node: EntityFetchNode, path: readonly string[], plan: PlanContext): Fetch {
  const { contextRewrites = [] } = node;
  const representation = compileRepresentation(node.requires, node.inputRewrites, plan.types, node.parts !== undefined);
  const context = contextRewrites.length === 0 ? undefined : compileContext(contextRewrites, plan.types);
  const fetchBatch = compileBatch(node, path, plan);
  const parts = (node.parts ?? []).filter(isEntityFetch).map((part) => compileFetch(part, path, plan));
  return (execution, targets) => {
    const contexts = context?.(execution.data, path);
    const { batches, lacking } = gatherBatches(targets, representation, contexts);
    const [first] = batches;
    if (batches.length === 1 && first !== undefined && lacking === undefined) return fetchBatch(execution, first);
    const running = batches.map((batch) => fetchBatch(execution, batch));
    for (const part of lacking === undefined ? [] : parts) {
      const done = part(execution, lacking as Targets);
      if (done !== undefined) running.push(done);
    }
    return running.length === 0 ? undefined : Promise.all(running).then(() => {});
  };
}

function compileBatch(node: EntityFetchNode, path: readonly string[], plan: PlanContext) {
  const { serviceName, contextRewrites = [] } = node;
  const info = plan.infoOf(node, path);
  const request = compileRequest(node, new Set(contextRewrites.map(({ renameKeyTo }) => renameKeyTo)));
  const rewrite = compileRewrites(node.outputRewrites, plan.types);
  const mergeAgain = plan.isExtended(node, path) ? mergeCopy : merge;
  return async (execution: Execution, batch: Batch): Promise<void> => {
    try {
      const { targets, count } = batch;
      const variables = `"representations":[${batch.text}]${batch.context === "" ? "" : `,${batch.context}`}`;
      const body = request.write(execution.variables, variables);
      const response = await send(execution, info, body, { needed: targets.length, sent: count });
      const { data, errors } = readAnswer(serviceName, response);
      if (errors.length > 0) reportEntityErrors(execution, serviceName, path, batch, errors);
      if (data === undefined) return;
      mergeEntities(batch, readEntities(serviceName, data, count), rewrite, mergeAgain, plan.types);
    } catch (error) {
      execution.errors.push(fetchError(error, serviceName, certainPath(path), execution.signal));
    }
  };
}

function readEntities(subgraph: string, { _entities: entities }: JsonObject, count: number): Json[] {
  if (!Array.isArray(entities)) {
    if (entities === null) return new Array<Json>(count).fill(null);
    throw new MalformedAnswer(subgraph, '"_entities" is no list');
  }
  if (entities.length !== count) {
    throw new MalformedAnswer(subgraph, `"_entities" has ${entities.length} elements for ${count} representations`);
  }
  return entities;
}

function mergeEntities(
  { targets, indices }: Batch,
  entities: Json[],
  rewrite: ApplyRewrites | undefined,
  mergeAgain: typeof merge,
  types: TypeHierarchy,
): void {
  // Representations are numbered as they are first met, so that the first of an entity's places has the next number.
  let next = 0;
  for (let position = 0; position < targets.length; position++) {
    const index = indices[position] ?? 0;
    const target = targets[position];
    const entity = entities[index];
    const isFirst = index === next;
    if (isFirst) next++;
    if (target === undefined || !isObject(entity)) continue;
    if (!isFirst) {
      mergeAgain(target, entity, types);
    } else {
      if (rewrite !== undefined) {
        entity["__typename"] ??= target["__typename"];
        rewrite(entity);
      }
      merge(target, entity, types);
    }
  }
}

/** An error of one entity stands at every place where that entity stands; another stands at the whole fetch's. */
function reportEntityErrors(
  execution: Execution,
  subgraph: string,
  path: readonly string[],
  { indices, positions, count }: Batch,
  errors: readonly unknown[],
): void {
  const fetchPlace = certainPath(path);
  const report = new AnswerErrors(execution.errors, subgraph, fetchPlace);
  const places = locate(execution.data, path);
  const placesOf = Array.from({ length: count }, (): ResponsePath[] => []);
  for (const [target, entity] of indices.entries()) {
    placesOf[entity]?.push(places[positions[target] ?? -1] ?? fetchPlace);
  }
  for (const error of errors) {
    const [field, index, ...rest] = pathOf(error) ?? [];
    const found = field === "_entities" && typeof index === "number" ? placesOf[index] : undefined;
    if (found === undefined) report.add(error, [fetchPlace]);
    else report.add(error, found, rest);
  }
  report.end();
}
