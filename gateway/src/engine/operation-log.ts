import type { Metrics } from "@threefold/telemetry";
import type { OperationContext } from "../subgraph/context.ts";
import { clientOf, type RecordUsage } from "../usage/usage.ts";

/** What came of one operation. */
export interface OperationEvent {
  readonly operationName: string | undefined;
  /** `unknown` for what was refused before anybody knew. */
  readonly type: "query" | "mutation" | "subscription" | "unknown";
  /** When it began, in milliseconds of `performance.now()`. */
  readonly startedAt: number;
  /** The codes of its errors. */
  readonly codes: readonly string[];
}

export type LogOperation = (event: OperationEvent, context: Pick<OperationContext, "log" | "headers">) => void;

/**
 * One line and one count for each operation: what it is called, how long it took, what went wrong. Never its variables.
 * @param recordUsage notes who sent it, where that is kept
 */
export function operationLogger({ operations }: Pick<Metrics, "operations">, recordUsage?: RecordUsage): LogOperation {
  return ({ operationName, type, startedAt, codes }, { log, headers }) => {
    operations.inc({ type, outcome: codes.length === 0 ? "ok" : "error" });
    if (operationName !== undefined) recordUsage?.(operationName, clientOf(headers));
    if (log.level === "silent") return;
    const ms = Math.round(performance.now() - startedAt);
    // Each code once: one failure may have cost many fields.
    const errors = codes.length === 0 ? {} : { errors: [...new Set(codes)] };
    log.info({ operation: operationName, type, ms, ...errors }, "operation");
  };
}
