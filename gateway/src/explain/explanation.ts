import type { QueryPlan } from "@threefold/federation/planner";

/**
 * How one operation was answered, as `extensions.explain` of its response holds it. Times are milliseconds, sizes bytes.
 * The documentation is EXPLAIN.md.
 */
export interface Explanation {
  /** Of this form. It grows only by members that may be absent. */
  readonly version: 1;
  /** Whether values are left out: those of representations and variables, and the text of SQL statements. */
  readonly redacted: boolean;
  readonly operation: { readonly name?: string; readonly kind: "query" | "mutation" | "subscription" };
  /** The id of the supergraph, as `/supergraph` tells it. */
  readonly supergraph: string;
  readonly plan: {
    /** Absent when no subgraph is asked. */
    readonly node?: NonNullable<QueryPlan["node"]>;
    /** The same for people to read. */
    readonly text: string;
  };
  /** The labels of `@override` that the plan may depend on, and whether each was on. Absent when there are none. */
  readonly labels?: Readonly<Record<string, boolean>>;
  /** From the request to a plan that can run, and running it. */
  readonly preparationMs: number;
  readonly executionMs: number;
  /** Requests to subgraphs, in the order in which they began. */
  readonly fetches: readonly ExplainedFetch[];
  /** By the rules of docs/guards.md. */
  readonly cost: { readonly estimated: number; readonly actual: number };
  /** How long the answer might be kept without its explanation, by what subgraphs said. */
  readonly cachePolicy: { readonly maxAge: number; readonly isPublic: boolean };
}

/** One request to a subgraph. */
export interface ExplainedFetch {
  readonly subgraph: string;
  /** Where in the response it works: response names, and `@` for every element of a list. Empty for root fields. */
  readonly path: readonly string[];
  readonly query: string;
  readonly operationName?: string;
  /** What was sent with the query. Left out when redacted. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** How many objects needed an entity, and how many different representations were sent for them. Absent for root fields. */
  readonly representations?: { readonly needed: number; readonly sent: number };
  /** Since execution began. */
  readonly startMs: number;
  readonly durationMs: number;
  /** The HTTP status; absent when nothing came back. */
  readonly status?: number;
  readonly bytes: { readonly sent: number; readonly received?: number };
  /** Of an answer in parts: the label in the plan of the deferred part that it was for. Absent for the first. */
  readonly part?: string;
  /** How often it was sent again. */
  readonly retries: number;
  /** Whether it was answered by the same request of another part of the plan, and not sent. */
  readonly shared: boolean;
  /** Whether no answer came that could be used. */
  readonly failed: boolean;
  /** The SQL statements that it caused, where the subgraph tells them. */
  readonly statements?: ExplainedStatements;
}

export interface ExplainedStatements {
  readonly count: number;
  /** Of all together; those that ran side by side count each. */
  readonly ms: number;
  /** Left out when redacted. */
  readonly list?: readonly { readonly sql: string; readonly ms: number; readonly rows: number }[];
}
