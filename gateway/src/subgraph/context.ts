import type { IncomingHttpHeaders } from "node:http";
import type { FastifyBaseLogger } from "fastify";
import type { Caller, Origin } from "../identity/identity.ts";
import type { CachePolicyCollector } from "./cache-policy.ts";
import type { Deadline } from "./deadline.ts";
import type { Fault } from "./faults.ts";
import type { TraceContext } from "./trace.ts";

/** What all requests to subgraphs share that one operation causes. */
export interface OperationContext {
  readonly origin: Origin;
  readonly log: FastifyBaseLogger;
  readonly caller: Caller;
  /** The client's headers. What of them a subgraph gets, the header rules say. */
  readonly headers: IncomingHttpHeaders;
  readonly trace: TraceContext;
  readonly deadline: Deadline;
  /** Learns from every answer how long the whole may be kept. */
  readonly cache: CachePolicyCollector;
  /** Of a stream that goes on in another supergraph: the labels of `@override` as they were decided when it was opened. */
  readonly labels?: Readonly<Record<string, boolean>> | undefined;
  /** That it is such a stream: nobody asks for it again, so that it is neither paid for nor logged again. */
  readonly goesOn?: boolean | undefined;
  /** Faults for this operation alone, by subgraph. Only in development. */
  readonly faults?: ReadonlyMap<string, Fault> | undefined;
}
