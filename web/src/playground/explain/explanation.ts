/** What of `extensions.explain` the panel shows, as gateway/EXPLAIN.md has it. Times are milliseconds, sizes bytes. */
export interface Explanation {
  readonly version: number;
  readonly redacted: boolean;
  readonly plan: { readonly node?: PlanNode; readonly text: string };
  readonly preparationMs: number;
  readonly executionMs: number;
  readonly fetches: readonly ExplainedFetch[];
  readonly cost: { readonly estimated: number; readonly actual: number };
  readonly cachePolicy: { readonly maxAge: number; readonly isPublic: boolean };
}

export interface ExplainedFetch {
  readonly subgraph: string;
  readonly path: readonly string[];
  readonly query: string;
  readonly representations?: { readonly needed: number; readonly sent: number };
  readonly startMs: number;
  readonly durationMs: number;
  readonly status?: number;
  readonly bytes: { readonly sent: number; readonly received?: number };
  readonly retries: number;
  readonly shared: boolean;
  readonly failed: boolean;
  readonly statements?: Statements;
}

export interface Statements {
  readonly count: number;
  readonly ms: number;
  readonly list?: readonly { readonly sql: string; readonly ms: number; readonly rows: number }[];
}

export type PlanNode =
  | { readonly kind: "Sequence" | "Parallel"; readonly nodes: readonly PlanNode[] }
  | { readonly kind: "Flatten"; readonly path: readonly string[]; readonly node: PlanNode }
  | {
      readonly kind: "Condition";
      readonly condition: string;
      readonly ifClause?: PlanNode;
      readonly elseClause?: PlanNode;
    }
  | {
      readonly kind: "Defer";
      readonly primary: { readonly node?: PlanNode };
      readonly deferred: readonly { readonly queryPath: readonly string[]; readonly node?: PlanNode }[];
    }
  | PlannedFetch;

export interface PlannedFetch {
  readonly kind: "Fetch";
  readonly serviceName: string;
  readonly operation: string;
}

/** Whether a response's `extensions.explain` is of the form that the panel knows. */
export const isExplanation = (value: unknown): value is Explanation =>
  typeof value === "object" && value !== null && "version" in value && value.version === 1 && "fetches" in value;
