/**
 * How grave a finding is. `error`: the subgraphs do not compose. `breaking`: somebody who works today will not.
 * `dangerous`: nobody is refused, but somebody may be surprised. `cost`: an operation becomes dearer. `lint`: against a
 * house rule. `notice`: worth knowing, and about the check itself. `safe`: a change that nobody has to fear.
 */
export const SEVERITIES = ["error", "breaking", "dangerous", "cost", "lint", "notice", "safe"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Where something stands, counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly subgraph?: string | undefined;
}

/** An operation that a change touches. */
export interface AffectedOperation {
  readonly name: string;
  readonly place: Place;
  /** What is wrong with it by the new schema; empty when it is still valid. */
  readonly errors: readonly string[];
  /** How often clients sent it, where that is known. */
  readonly count?: number | undefined;
}

/** One thing that the check has to say. */
export interface Finding {
  /** What `schema-check explain` explains. Stable: reviewed acceptances name it. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** What of the schema it is about (https://spec.graphql.org/September2025/#sec-Schema-Coordinates). */
  readonly coordinate?: string | undefined;
  /** The interface by which operations meet it, where only those are touched. */
  readonly through?: string | undefined;
  readonly place?: Place | undefined;
  /** The lines of the schema that it is about. */
  readonly excerpt?: string | undefined;
  /** Known operations that it touches; undefined where operations do not come into it. */
  readonly affects?: readonly AffectedOperation[] | undefined;
  /** How to reach the same end safely. */
  readonly advice?: string | undefined;
  /** What was before and what is after, for what needs more than a line to be seen: query plans. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /** Set when somebody has taken responsibility for it. */
  readonly accepted?: { readonly reason: string; readonly until: string } | undefined;
}

export const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);
