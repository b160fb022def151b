import type { GraphQLError } from "graphql";
import { decide, type Sender } from "../../operation/admission.ts";
import type { AnalysedOperation } from "../../operation/analyse.ts";
import { decidedBefore } from "../../operation/decide-labels.ts";
import { inTime, NOT_IN_TIME } from "../../operation/in-time.ts";
import { type Preparation, plan } from "../../operation/prepare.ts";
import type { OperationContext } from "../../subgraph/context.ts";
import type { OperationsParts } from "./operations.ts";

/**
 * Prepares an operation for whoever sends it: at once when that was done before, else as long as the operation has time and
 * its client waits. Policies and labels go on being decided and plans being made: others may wait for the same.
 * @returns the errors of `plan` as a value, or `GATEWAY_TIMEOUT`
 * @throws what the hooks of policies and of labels throw
 */
export type PrepareFor = (
  operation: AnalysedOperation,
  sender: Sender,
  choice: string,
  context: Pick<OperationContext, "deadline" | "labels">,
) => Preparation | Promise<Preparation>;

export function createPrepareFor({
  cache,
  guards,
  schema,
  decideLabels,
}: Pick<OperationsParts, "cache" | "guards" | "schema" | "decideLabels">): PrepareFor {
  const prepare = (
    operation: AnalysedOperation,
    decision: string,
    choice: string,
    labels: string,
    { deadline }: Parameters<PrepareFor>[3],
  ) => {
    const preparing = cache.preparation(operation, decision, choice, labels, () =>
      plan(operation, decision, schema, choice, labels),
    );
    if (!(preparing instanceof Promise)) return preparing;
    return inTime(preparing, deadline.signal).then((preparation) => preparation ?? UNPREPARED);
  };
  return (operation, sender, choice, context) => {
    const labels =
      operation.labels.length === 0
        ? ""
        : (decidedBefore(operation.labels, context.labels) ?? decideLabels(operation.labels, sender.policyRequest));
    const decided = decide(operation, sender, guards);
    if (typeof decided === "string" && typeof labels === "string") {
      return prepare(operation, decided, choice, labels, context);
    }
    return inTime(Promise.all([decided, labels]), context.deadline.signal).then((both) =>
      both === undefined ? UNPREPARED : prepare(operation, both[0], choice, both[1], context),
    );
  };
}

const UNPREPARED: Preparation = { ok: false, errors: [NOT_IN_TIME] };

/** The status of the answer to an operation that could not be let in or prepared. */
export function unpreparedStatus([error]: readonly GraphQLError[]) {
  switch (error?.extensions["code"]) {
    case "GATEWAY_TIMEOUT":
      return { status: 504 };
    case "SERVICE_UNAVAILABLE":
      return { status: 503, headers: { "retry-after": "5" } };
    default:
      return {};
  }
}
