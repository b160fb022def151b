import type { GeneratedOperation } from "@threefold/random-operations";
import { Kind, OperationTypeNode, parse } from "graphql";
import { withRootWrittenOut } from "./stock-faults.ts";

/** Whether an operation is a mutation of several root fields: what is read later than the first sees what the others did. */
export function hasSeveralMutations({ document }: GeneratedOperation): boolean {
  const [definition] = withRootWrittenOut(parse(document)).definitions;
  return (
    definition?.kind === Kind.OPERATION_DEFINITION &&
    definition.operation === OperationTypeNode.MUTATION &&
    definition.selectionSet.selections.length > 1
  );
}
