import type { GraphQLError } from "graphql";
import type { ExecutionOptions, ResponseError } from "../execution/execution.ts";
import { type ExecutionResult, errorsText, resultOf } from "../execution/response.ts";
import type { PreparedOperation } from "./prepare.ts";

export interface ExecuteOptions extends ExecutionOptions {
  /** As they came with the request. */
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Runs a prepared query or mutation.
 * @returns the response, or the errors of its variables (`BAD_USER_INPUT`, without data); never rejects
 */
export async function execute(prepared: PreparedOperation, options: ExecuteOptions): Promise<ExecutionResult> {
  const coerced = prepared.coerceVariables(options.variables ?? {});
  return coerced.ok ? prepared.executable.execute(coerced.values, options) : refusal(coerced.errors);
}

/** A response to a request that cannot be run at all: it has no data, not even null. */
export function refusal(errors: readonly GraphQLError[]): ExecutionResult {
  const shown = errors.map(
    ({ message, extensions }): ResponseError => ({ message, extensions: { code: "BAD_USER_INPUT", ...extensions } }),
  );
  return { ...resultOf("null", shown), text: `{"errors":${errorsText(shown)}}`, refused: true };
}
