import type { FetchNode, RequiredSelection } from "@threefold/federation/planner";
import { type Batch, gatherBatches } from "./batch.ts";
import { compileContext } from "./context.ts";
import { fetchError, MalformedAnswer, pathOf, subgraphError } from "./errors.ts";
import type { Execution, Step } from "./execution.ts";
import { compileRequest } from "./fetch-request.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";
import { merge, mergeCopy } from "./merge.ts";
import { certainPath, locate } from "./path.ts";
import type { PlanContext } from "./plan-context.ts";
import { compileRepresentation } from "./representation.ts";
import { type ApplyRewrites, compileRewrites } from "./rewrites.ts";
import { send } from "./send.ts";

/** A fetch node that has `requires`. */
export type EntityFetchNode = FetchNode & { readonly requires: readonly RequiredSelection[] };

/**
 * Compiles a fetch of entities: one request for all objects at the path, each different representation once. (One
 * request for each context, where fields take arguments from the objects above.)
 */
export function compileEntityFetch(node: EntityFetchNode, path: readonly string[], plan: PlanContext): Step {
  const { serviceName, contextRewrites = [] } = node;
  const info = plan.infoOf(node, path);
  const request = compileRequest(node, new Set(contextRewrites.map(({ renameKeyTo }) => renameKeyTo)));
  const representation = compileRepresentation(node.requires, node.inputRewrites, plan.types);
  const context = contextRewrites.length === 0 ? undefined : compileContext(contextRewrites, plan.types);
  const rewrite = compileRewrites(node.outputRewrites, plan.types);
  const mergeAgain = plan.isExtended(node, path) ? mergeCopy : merge;

  const fetchBatch = async (execution: Execution, batch: Batch): Promise<void> => {
    try {
      const { targets, count } = batch;
      const variables = `"representations":[${batch.text}]${batch.context === "" ? "" : `,${batch.context}`}`;
      const body = request.write(execution.variables, variables);
      const { data, errors } = await send(execution, info, body, { needed: targets.length, sent: count });
      for (const error of errors) reportEntityError(execution, serviceName, path, batch, error);
      if (data === undefined) return;
      mergeEntities(batch, readEntities(serviceName, data, count), rewrite, mergeAgain);
    } catch (error) {
      execution.errors.push(fetchError(error, serviceName, certainPath(path)));
    }
  };

  return (execution, targets) => {
    const contexts = context?.(execution.data, path);
    const batches = gatherBatches(targets, representation, contexts);
    const [first] = batches;
    if (batches.length <= 1) return first && fetchBatch(execution, first);
    return Promise.all(batches.map((batch) => fetchBatch(execution, batch))).then(() => {});
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
): void {
  const merged = new Uint8Array(entities.length);
  for (let position = 0; position < targets.length; position++) {
    const index = indices[position] ?? 0;
    const target = targets[position];
    const entity = entities[index];
    if (target === undefined || !isObject(entity)) continue;
    if (merged[index] === 1) {
      mergeAgain(target, entity);
      continue;
    }
    merged[index] = 1;
    if (rewrite !== undefined) {
      entity["__typename"] ??= target["__typename"];
      rewrite(entity);
    }
    merge(target, entity);
  }
}

/** An error of one entity stands at every place where that entity stands; another stands at the whole fetch's. */
function reportEntityError(
  execution: Execution,
  subgraph: string,
  path: readonly string[],
  { indices, positions }: Batch,
  error: unknown,
): void {
  const [field, index, ...rest] = pathOf(error) ?? [];
  if (field !== "_entities" || typeof index !== "number") {
    const place = certainPath(path);
    execution.errors.push(subgraphError(error, subgraph, place.length === 0 ? undefined : place));
    return;
  }
  const places = locate(execution.data, path);
  for (const [target, entity] of indices.entries()) {
    if (entity !== index) continue;
    const place = places[positions[target] ?? -1] ?? certainPath(path);
    execution.errors.push(subgraphError(error, subgraph, [...place, ...rest]));
  }
}
