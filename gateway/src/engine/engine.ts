import type { IncomingHttpHeaders } from "node:http";
import type { Supergraph } from "@threefold/federation";
import type { Logger, Metrics } from "@threefold/telemetry";
import type { SubgraphClient } from "../subgraph/client.ts";
import type { OperationContext } from "../subgraph/context.ts";

/** A request as engines see it: of no particular server. */
export interface HttpRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** The query of the URL, with its question mark; empty without one. */
  readonly search: string;
  /** The body: what its JSON says, or its text. */
  readonly body: unknown;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export interface EngineOptions {
  readonly subgraphs: ReadonlyMap<string, SubgraphClient>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Whether clients may ask for the schema. */
  readonly introspection: boolean;
  /** Whether errors say what happened inside. */
  readonly detailedErrors: boolean;
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
  /** Answers one request by GraphQL over HTTP. Never throws for what a client sends. */
  handle(request: HttpRequest, context: OperationContext): Promise<HttpAnswer>;
  close(): Promise<void>;
}
