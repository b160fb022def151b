import type { FetchNode } from "@threefold/federation/planner";
import { AnswerErrors } from "./answer-errors.ts";
import { fetchError, pathOf } from "./errors.ts";
import type { Execution, Step } from "./execution.ts";
import { compileRequest } from "./fetch-request.ts";
import type { JsonObject } from "./json.ts";
import { merge, mergeCopy } from "./merge.ts";
import { certainPath, EACH, locate } from "./path.ts";
import type { PlanContext } from "./plan-context.ts";
import { compileRewrites } from "./rewrites.ts";
import { type Answer, readAnswer, send } from "./send.ts";

/** Compiles a fetch of root fields. Their data is merged into every object at the path: for most plans, the response. */
export function compileRootFetch(node: FetchNode, path: readonly string[], plan: PlanContext): Step {
  const info = plan.infoOf(node, path);
  const request = compileRequest(node, new Set());
  const merger = compileRootMerge(node, path, plan);
  return async (execution, targets) => {
    try {
      const response = await send(execution, info, request.write(execution.variables));
      merger(execution, targets, readAnswer(node.serviceName, response));
    } catch (error) {
      execution.errors.push(fetchError(error, node.serviceName, certainPath(path), execution.signal));
    }
  };
}

/** Takes an answer to root fields into an execution: its errors, and its data. */
export function compileRootMerge(node: FetchNode, path: readonly string[], plan: PlanContext) {
  const rewrite = compileRewrites(node.outputRewrites, plan.types);
  return (execution: Execution, targets: readonly JsonObject[], { data, errors }: Answer): void => {
    if (errors.length > 0) reportRootErrors(execution, node.serviceName, path, errors);
    if (data === undefined) return;
    rewrite?.(data);
    for (const [index, target] of targets.entries()) {
      if (index === 0) merge(target, data, plan.types);
      else mergeCopy(target, data, plan.types);
    }
  };
}

function reportRootErrors(
  execution: Execution,
  subgraph: string,
  path: readonly string[],
  errors: readonly unknown[],
): void {
  const fetchPlace = certainPath(path);
  const report = new AnswerErrors(execution.errors, subgraph, fetchPlace);
  const places = path.includes(EACH) ? locate(execution.data, path) : [path];
  for (const error of errors) {
    const within = pathOf(error);
    if (within === undefined) report.add(error, [fetchPlace]);
    else report.add(error, places, within);
  }
  report.end();
}
