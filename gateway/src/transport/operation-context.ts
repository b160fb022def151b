import type { IncomingHttpHeaders } from "node:http";
import { systemClock } from "@threefold/upstream";
import type { FastifyBaseLogger } from "fastify";
import type { Caller, Origin } from "../identity/identity.ts";
import { collectCachePolicy } from "../subgraph/cache-policy.ts";
import type { OperationContext } from "../subgraph/context.ts";
import { patienceIn, startDeadline } from "../subgraph/deadline.ts";
import type { Fault } from "../subgraph/faults.ts";
import { traceIdOf, traceOf } from "../subgraph/trace.ts";

export interface OperationOrigin {
  readonly origin: Origin;
  readonly log: FastifyBaseLogger;
  readonly caller: Caller;
  /** The client's. */
  readonly headers: IncomingHttpHeaders;
  /** Milliseconds that the operation may take. */
  readonly time: number;
  /** Milliseconds that it might take if its client had not said less. */
  readonly limit?: number | undefined;
  readonly faults?: ReadonlyMap<string, Fault> | undefined;
}

/** The context of one operation, whatever it came by. Its deadline is to be disposed of. */
export function operationContext({
  origin,
  log,
  caller,
  headers,
  time,
  limit,
  faults,
}: OperationOrigin): OperationContext {
  const trace = traceOf(headers);
  return {
    origin,
    caller,
    faults,
    headers,
    trace,
    log: log.child({ trace: traceIdOf(trace) }),
    deadline: startDeadline(time, systemClock, undefined, patienceIn(limit ?? time)),
    cache: collectCachePolicy(),
  };
}
