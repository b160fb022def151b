import type { GraphQLError } from "graphql";
import type { PartedOptions } from "../execution/executable.ts";
import type { ExecutionOptions, ResponseError, SubgraphResponse, Variables } from "../execution/execution.ts";
import type { PartedResult } from "../execution/incremental/parted.ts";
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
  return coerced.ok ? executeWith(prepared, coerced.values, options) : refusedVariables(coerced.errors);
}

/** Runs a prepared query or mutation with variables that were coerced. Never rejects. */
export function executeWith(
  prepared: PreparedOperation,
  variables: Variables,
  options: ExecutionOptions,
): Promise<ExecutionResult> {
  return prepared.executable.execute(variables, { ...options, errors: prepared.denied(variables) });
}

/**
 * Runs a prepared operation that has deferred fragments, with variables that were coerced. Never rejects.
 * @param options whether parts repeat what the client has of them already
 */
export function executeInParts(
  prepared: PreparedOperation,
  variables: Variables,
  options: ExecutionOptions & Pick<PartedOptions, "repeats">,
): Promise<PartedResult> {
  return prepared.executable.executeInParts(variables, { ...options, errors: prepared.denied(variables) });
}

/** Makes the response for one event of a prepared subscription, with variables that were coerced. */
export function executeEvent(
  prepared: PreparedOperation,
  event: SubgraphResponse,
  variables: Variables,
  options: ExecutionOptions,
): Promise<ExecutionResult> {
  return prepared.executable.executeEvent(event, variables, { ...options, errors: prepared.denied(variables) });
}

/** A response to a request that cannot be run at all: it has no data, not even null. */
export function refusedVariables(errors: readonly GraphQLError[]): ExecutionResult {
  const shown = errors.map(
    ({ message, extensions }): ResponseError => ({ message, extensions: { code: "BAD_USER_INPUT", ...extensions } }),
  );
  return { ...resultOf("null", shown), text: `{"errors":${errorsText(shown)}}`, refused: true };
}
