import type { QueryPlan } from "./plan.ts";

/** What planning one operation came to: a plan, or why there is none. */
export type PlanResult =
  | { readonly kind: "plan"; readonly plan: QueryPlan }
  | { readonly kind: "error"; readonly error: PlanError };

/**
 * Why an operation has no plan. `PLANNING_FAILED` is a fault of the planner, not of the operation; with
 * `SERVICE_UNAVAILABLE` it may be asked for again later.
 */
export interface PlanError {
  readonly message: string;
  readonly code: string;
}

/** Makes query plans over one supergraph. */
export interface QueryPlanner {
  /**
   * Plans one operation of a document that is valid by the supergraph's API schema.
   * @param operationName which operation, when the document has several
   * @param labels of `@override` that are on; all others are off
   * @returns an error as a value, never a rejection
   */
  plan(document: string, operationName?: string, labels?: readonly string[]): Promise<PlanResult>;
  /** Ends the planner; plans still on their way become errors. */
  close(): Promise<void>;
}

export interface PlannerOptions {
  /** Whether `@defer` becomes Defer nodes; else it is planned as if it were not there. */
  readonly incrementalDelivery?: boolean;
}
