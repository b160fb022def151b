import type { IncomingHttpHeaders } from "node:http";
import { type CircuitState, type Clock, createCircuit, systemClock } from "@threefold/upstream";
import { Pool } from "undici";
import { createAttempt } from "./attempt.ts";
import type { OperationContext } from "./context.ts";
import { createExchange } from "./exchange.ts";
import type { FaultSwitch } from "./faults.ts";
import type { HeaderRuleSet } from "./header-rules.ts";
import type { SubgraphHooks } from "./hooks.ts";
import { createPing } from "./ping.ts";
import { createHeaders } from "./request-headers.ts";
import { createSend } from "./send.ts";
import type { SubgraphSettings } from "./settings.ts";

export type OperationKind = "query" | "mutation" | "subscription";

/** One GraphQL request for one subgraph. */
export interface SubgraphRequest {
  /** Only queries are ever sent twice. */
  readonly kind: OperationKind;
  /** The request as JSON text. */
  readonly body: string;
}

/** What a subgraph answered. */
export interface SubgraphAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** A JSON object: data, errors, extensions. Nothing in it is believed yet. It is the receiver's to change. */
  readonly body: Record<string, unknown>;
  /** Length of the answer's body. */
  readonly bytes: number;
  /** How often the request was sent again. */
  readonly retries: number;
}

export interface SubgraphClient {
  readonly name: string;
  readonly circuit: CircuitState;
  /**
   * Sends one GraphQL request, in the name of whoever asks; a query again when it failed in a way that may pass, while
   * there is time.
   * @throws SubgraphFailure when no GraphQL response comes back. It has been logged.
   */
  send(request: SubgraphRequest, context: OperationContext): Promise<SubgraphAnswer>;
  /**
   * Whether the subgraph can be spoken to, in nobody's name. Good news closes its circuit.
   * @throws SubgraphFailure when it cannot
   */
  ping(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** How a request ended: `abandoned` when whoever asked has gone, so that nothing failed and nothing was answered. */
export type RequestOutcome = "ok" | "error" | "abandoned";

/** Is told what clients do, to measure it. */
export interface SubgraphMeasurements {
  /** One request is over, retries and all. */
  answered(subgraph: string, outcome: RequestOutcome, seconds: number): void;
  retried(subgraph: string): void;
  circuit(subgraph: string, state: CircuitState): void;
  /** Whether it could be spoken to, when somebody looked. */
  reachable(subgraph: string, isReachable: boolean): void;
}

export interface SubgraphClientOptions {
  readonly url: string;
  readonly settings: SubgraphSettings;
  readonly headers: HeaderRuleSet;
  readonly measurements: SubgraphMeasurements;
  readonly hooks?: SubgraphHooks | undefined;
  /** Faults that are asked for. Only in development. */
  readonly faults?: FaultSwitch | undefined;
  readonly clock?: Clock;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/** Everything that the parts of one client share. */
export interface ClientParts extends SubgraphClientOptions {
  readonly name: string;
  readonly clock: Clock;
  readonly random: () => number;
}

/** The client for one subgraph: a pool of connections to its URL, kept open between requests. */
export function createSubgraphClient(name: string, options: SubgraphClientOptions): SubgraphClient {
  const parts: ClientParts = { clock: systemClock, random: Math.random, ...options, name };
  const { settings, measurements, clock } = parts;
  const { origin, pathname, search } = new URL(options.url);
  const pool = new Pool(origin, {
    connections: settings.maxConnections,
    // The deadline of each request says how long to wait.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const circuit =
    settings.circuit && createCircuit(settings.circuit, clock, (state) => measurements.circuit(name, state));
  const exchange = createExchange(pool, settings.maxResponseBytes);
  const path = pathname + search;
  return {
    name,
    get circuit() {
      return circuit?.state ?? "closed";
    },
    send: createSend(parts, createHeaders(name, options.headers), createAttempt(parts, path, exchange, circuit)),
    ping: createPing(name, path, exchange, circuit),
    close: () => pool.close(),
  };
}
