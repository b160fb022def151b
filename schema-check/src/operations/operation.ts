import type { DocumentNode } from "graphql";
import type { Place } from "../finding.ts";

/** An operation that some client is known to send. */
export interface KnownOperation {
  readonly name: string;
  readonly place: Place;
  /** The operation with the fragments that it uses. */
  readonly document: DocumentNode;
}
