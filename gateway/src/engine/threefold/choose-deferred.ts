import type { GraphQLRequest } from "@threefold/graphql-http";
import { GraphQLError, OperationTypeNode } from "graphql";
import type { Variables } from "../../execution/execution.ts";
import type { AnalysedOperation } from "../../operation/analyse.ts";
import {
  INCREMENTAL_SPECS,
  type IncrementalSpec,
  isIncrementalSpec,
  type TakesParts,
} from "../../operation/defer/index.ts";

/** Which fragments of an operation are deferred, and in which form it is answered then. */
export interface DeferredChoice {
  readonly choice: string;
  readonly spec: IncrementalSpec | undefined;
}

const NOTHING: DeferredChoice = { choice: "", spec: undefined };

/**
 * Decides what is deferred: nothing for a client that takes no answer in parts.
 * @returns an error for a subscription that defers something, or a form that nobody knows
 */
export function chooseDeferred(
  { kind, defers }: AnalysedOperation,
  variables: Variables,
  { extensions }: GraphQLRequest,
  takes: TakesParts | undefined,
): DeferredChoice | GraphQLError {
  const choice = defers?.choose(variables) ?? "";
  if (choice === "") return NOTHING;
  if (kind === OperationTypeNode.SUBSCRIPTION) return NOT_IN_EVENTS;
  if (takes === undefined) return NOTHING;
  const asked = takes.isDefault ? extensions?.["incrementalSpec"] : undefined;
  if (asked !== undefined && asked !== null && !isIncrementalSpec(asked)) return UNKNOWN_SPEC;
  return { choice, spec: asked ?? takes.spec };
}

const NOT_IN_EVENTS = new GraphQLError(
  "An event of a subscription is answered as a whole: set the `if` argument of `@defer` to false.",
  { extensions: { code: "DEFER_NOT_SUPPORTED" } },
);

const UNKNOWN_SPEC = new GraphQLError(`extensions.incrementalSpec must be one of: ${INCREMENTAL_SPECS.join(", ")}.`, {
  extensions: { code: "BAD_REQUEST" },
});
