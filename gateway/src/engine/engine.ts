import type { Supergraph } from "@threefold/federation";
import type { ExecutorAnswer, GraphQLRequest } from "@threefold/graphql-http";
import type { Logger, Metrics } from "@threefold/telemetry";
import type { ExplainTo } from "../explain/explain.ts";
import type { OperationCache } from "../operation/cache.ts";
import type { DecideLabels } from "../operation/decide-labels.ts";
import type { Guards } from "../operation/guards.ts";
import type { SubgraphClient } from "../subgraph/client.ts";
import type { OperationContext } from "../subgraph/context.ts";
import type { RecordUsage } from "../usage/usage.ts";
import type { Operations } from "./threefold/operations.ts";

export interface EngineOptions {
  readonly subgraphs: ReadonlyMap<string, SubgraphClient>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** What operations are held to. */
  readonly guards: Guards;
  /** Which labels of `@override` are on: by `percent(…)` alone, unless given. */
  readonly decideLabels?: DecideLabels | undefined;
  /** Operations that were prepared, for this supergraph or for those before it. */
  readonly cache: OperationCache;
  /** Whether clients may ask for the schema. */
  readonly introspection: boolean;
  /** Who may have operations explained. */
  readonly explain: ExplainTo;
  /** Whether errors say what happened inside. */
  readonly detailedErrors: boolean;
  /** Notes which client sent which operation. Nobody does unless given. */
  readonly recordUsage?: RecordUsage | undefined;
}

/** Turns operations into requests to subgraphs, and their answers into one. */
export interface Engine {
  readonly name: string;
  /**
   * Makes ready to serve one supergraph; another supergraph needs another start.
   * @throws InvalidSupergraphError saying what of the supergraph this engine does not support
   */
  start(supergraph: Supergraph, options: EngineOptions): Promise<RunningEngine>;
}

export interface RunningEngine {
  /** Answers one operation, by whatever transport it came. Never rejects for what a client sends. */
  execute(request: GraphQLRequest, context: OperationContext): Promise<ExecutorAnswer>;
  /** The same in parts, for transports that answer more than once. Absent where an engine has no subscriptions. */
  readonly operations?: Operations | undefined;
  close(): Promise<void>;
}
