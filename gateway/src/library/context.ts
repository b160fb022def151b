import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { childLogger, type Logger } from "@threefold/telemetry";
import { systemClock } from "@threefold/upstream";
import type { Caller, IdentityProvider, Refusal } from "../identity/identity.ts";
import { collectCachePolicy } from "../subgraph/cache-policy.ts";
import type { OperationContext } from "../subgraph/context.ts";
import { startDeadline } from "../subgraph/deadline.ts";
import { traceIdOf, traceOf } from "../subgraph/trace.ts";

/** Of whom, and how, an operation comes that no HTTP of ours brought. */
export interface Sending {
  /** In lower case. */
  readonly headers: IncomingHttpHeaders;
  /** Who asks, when that is known; else the identity provider finds it out from the headers. */
  readonly caller?: Caller | undefined;
  readonly clientAddress?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ContextParts {
  readonly identity: IdentityProvider;
  readonly logger: Logger;
  /** Milliseconds that one operation may take. */
  readonly timeout: number;
}

export type Sent = { readonly context: OperationContext & Disposable } | { readonly refusal: Refusal };

/** What the requests to subgraphs share that one operation causes. Disposing of it ends the watch over its time. */
export async function contextFor(sending: Sending, { identity, logger, timeout }: ContextParts): Promise<Sent> {
  const { headers, caller, clientAddress = "unknown", signal } = sending;
  const identified = caller === undefined ? await identity.identify(headers) : { caller };
  if ("refusal" in identified) return identified;
  const requestId = headers["x-request-id"];
  const trace = traceOf(headers);
  const deadline = startDeadline(timeout, systemClock, signal);
  return {
    context: {
      origin: { requestId: typeof requestId === "string" ? requestId : randomUUID(), clientAddress },
      log: childLogger(logger, { trace: traceIdOf(trace) }),
      caller: identified.caller,
      headers,
      trace,
      deadline,
      cache: collectCachePolicy(),
      [Symbol.dispose]: () => deadline[Symbol.dispose](),
    },
  };
}
