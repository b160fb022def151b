import type { FieldNode } from "graphql";

/** A field of an operation that may not be seen: it is not fetched, and null in the response whatever was fetched. */
export interface DeniedField extends FieldNode {
  readonly isDenied: true;
}

/** The field as a denied one, without what was selected below it. */
export function deny({ selectionSet: _, ...field }: FieldNode): DeniedField {
  return { ...field, isDenied: true };
}

/** Whether a field of `AuthorisedOperation.shown` must be null. */
export const isDenied = (field: FieldNode): field is DeniedField => "isDenied" in field;
