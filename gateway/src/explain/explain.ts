import type { QueryPlan } from "@threefold/federation/planner";
import { z } from "zod";
import type { ExecutionObserver, FetchRecord } from "../execution/execution.ts";
import { collectCachePolicy } from "../subgraph/cache-policy.ts";
import type { OperationContext } from "../subgraph/context.ts";
import type { ExplainedFetch, ExplainedStatements, Explanation } from "./explanation.ts";
import { planText } from "./plan-text.ts";

/** The scope whose holders may have operations explained in production. */
export const EXPLAIN_SCOPE = "gateway:explain";

/** Who may have operations explained: everybody, with all values, or who holds the scope, without values. */
export type ExplainTo = "everybody" | "privileged";

/** What is gathered while one operation runs. */
export interface Explaining {
  /** Is told of each fetch. */
  readonly observer: ExecutionObserver;
  /** The context of the operation, for requests that ask subgraphs to tell of their statements. */
  readonly context: OperationContext;
  /** To be called when the operation begins to run. */
  begin(): void;
  /** The whole, when it has run. */
  finish(about: Explained): Explanation;
}

/** What only those know who ran the operation. */
export interface Explained {
  readonly name: string | undefined;
  readonly kind: Explanation["operation"]["kind"];
  readonly supergraph: string;
  readonly plan: QueryPlan;
  readonly labels: Explanation["labels"] | undefined;
  /** Milliseconds of `performance.now()`. */
  readonly startedAt: number;
  readonly cost: Explanation["cost"];
  /** Whether its response may be kept at all: not with errors, and not one that comes in parts or as events. */
  readonly isKept: boolean;
}

/** Whether a request wants to be explained (`extensions.explain` is true), and may be. Who may not gets a plain answer. */
export function mayExplain(
  { extensions }: { readonly extensions: Readonly<Record<string, unknown>> | undefined },
  { caller }: OperationContext,
  to: ExplainTo,
): boolean {
  return extensions?.["explain"] === true && (to === "everybody" || caller.claims.scopes.has(EXPLAIN_SCOPE));
}

/** Begins to explain an operation. Nothing of this is there for operations that are not explained. */
export function startExplaining(context: OperationContext, to: ExplainTo): Explaining {
  const redacted = to === "privileged";
  const records: FetchRecord[] = [];
  // Of this operation alone: a batch has one context for all of its operations.
  const cache = collectCachePolicy();
  let begunAt = performance.now();
  return {
    observer: { fetched: (record) => void records.push(record) },
    context: { ...context, cache, origin: { ...context.origin, explain: redacted ? "counts" : "text" } },
    begin() {
      begunAt = performance.now();
    },
    finish({ name, kind, supergraph, plan, labels, startedAt, cost, isKept }) {
      const { maxAge, isPublic } = cache.policy;
      return {
        version: 1,
        redacted,
        operation: { ...(name !== undefined && { name }), kind },
        supergraph,
        plan: { ...plan, text: planText(plan) },
        ...(labels && { labels }),
        preparationMs: rounded(begunAt - startedAt),
        executionMs: rounded(performance.now() - begunAt),
        fetches: records
          .toSorted((one, other) => one.startedAt - other.startedAt)
          .map((record) => explained(record, begunAt, redacted)),
        cost,
        cachePolicy: isKept ? { maxAge, isPublic } : KEPT_BY_NOBODY,
      };
    },
  };
}

const KEPT_BY_NOBODY = { maxAge: 0, isPublic: false };

function explained(record: FetchRecord, begunAt: number, redacted: boolean): ExplainedFetch {
  const { subgraph, path, operation: query, operationName, representations, status, shared, failed } = record;
  const received = record.about?.bytes;
  const statements = readStatements(record.about?.extensions, redacted);
  return {
    subgraph,
    path,
    ...(record.part !== undefined && { part: record.part }),
    query,
    ...(operationName !== undefined && { operationName }),
    ...(!redacted && { variables: variablesOf(record.body) }),
    ...(representations && { representations }),
    startMs: rounded(record.startedAt - begunAt),
    durationMs: rounded(record.durationMs),
    ...(status !== undefined && { status }),
    bytes: { sent: shared ? 0 : Buffer.byteLength(record.body), ...(received !== undefined && { received }) },
    retries: record.retries,
    shared,
    failed,
    ...(statements && { statements }),
  };
}

const sent = z.object({ variables: z.record(z.string(), z.unknown()).optional() });

const variablesOf = (body: string): Readonly<Record<string, unknown>> => sent.parse(JSON.parse(body)).variables ?? {};

/** What a subgraph of ours says in its answer's extensions; others say nothing, or something else. */
const told = z.object({
  statements: z.object({
    count: z.number(),
    ms: z.number(),
    list: z.array(z.object({ sql: z.string(), ms: z.number(), rows: z.number() })).optional(),
  }),
});

function readStatements(extensions: unknown, redacted: boolean): ExplainedStatements | undefined {
  const statements = told.safeParse(extensions).data?.statements;
  if (statements === undefined) return undefined;
  const { count, ms, list } = statements;
  return { count, ms, ...(list && !redacted && { list }) };
}

/** To microseconds: what is finer is noise. */
const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;
