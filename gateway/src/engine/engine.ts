import type { IncomingHttpHeaders } from "node:http";
import type { Supergraph } from "@threefold/federation";
import type { Logger, Metrics } from "@threefold/telemetry";
import type { FastifyBaseLogger } from "fastify";
import type { Caller, Origin } from "../identity/identity.ts";
import type { SubgraphClient } from "../subgraph/client.ts";

/** What is known of a request before its GraphQL is read. */
export interface RequestContext {
  readonly origin: Origin;
  readonly log: FastifyBaseLogger;
  readonly caller: Caller;
  /** Headers that every subgraph gets: the request's id, its trace, and what was allowed through. */
  readonly forwarded: Readonly<Record<string, string>>;
  /** Ends when the time for the whole operation is over. */
  readonly deadline: AbortSignal;
}

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
  handle(request: HttpRequest, context: RequestContext): Promise<HttpAnswer>;
  close(): Promise<void>;
}
