import type { IncomingHttpHeaders } from "node:http";
import { requestIdOf } from "@threefold/http-server";
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
  /** The client's IP address, when that is known; else `addressOf` may find it out. */
  readonly clientAddress?: string | undefined;
  /** What Apollo Server's `context` made of the request, where that brought it. */
  readonly contextValue?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Says from which IP address a request came, since a gateway inside another server sees no connection. undefined when that
 * is not known: all such clients share one budget, unless the identity provider knows who asks.
 * @param headers in lower case. `x-forwarded-for` begins with whatever the client wrote: take what your own proxy wrote
 * @param contextValue what Apollo Server's `context` made of the request; undefined for `execute`
 */
export type AddressOf = (headers: IncomingHttpHeaders, contextValue: unknown) => string | undefined;

export interface ContextParts {
  readonly identity: IdentityProvider;
  /** Names of clients' headers, in lower case, that some subgraph gets too. */
  readonly forwardHeaders: readonly string[];
  readonly addressOf: AddressOf;
  readonly logger: Logger;
  /** Milliseconds that one operation may take. */
  readonly timeout: number;
}

export type Sent = { readonly context: OperationContext & Disposable } | { readonly refusal: Refusal };

/** What the requests to subgraphs share that one operation causes. Disposing of it ends the watch over its time. */
export async function contextFor(sending: Sending, parts: ContextParts): Promise<Sent> {
  const { identity } = parts;
  const identified =
    sending.caller === undefined ? await identity.identify(sending.headers) : { caller: sending.caller };
  if ("refusal" in identified) return identified;
  const clientAddress = sending.clientAddress ?? parts.addressOf(sending.headers, sending.contextValue);
  return { context: new SentContext({ ...sending, clientAddress }, identified.caller, parts) };
}

// A class, as all that is made for each request: an object with a function of its own costs several times as much.
class SentContext implements OperationContext, Disposable {
  readonly origin: OperationContext["origin"];
  readonly log: OperationContext["log"];
  readonly caller: Caller;
  readonly headers: IncomingHttpHeaders;
  readonly trace: OperationContext["trace"];
  readonly deadline: OperationContext["deadline"];
  readonly cache = collectCachePolicy();

  constructor(
    { headers, clientAddress = "unknown", signal }: Sending,
    caller: Caller,
    { logger, timeout }: ContextParts,
  ) {
    this.origin = { requestId: requestIdOf(headers), clientAddress };
    this.caller = caller;
    this.headers = headers;
    this.trace = traceOf(headers);
    this.log = childLogger(logger, { trace: traceIdOf(this.trace) });
    this.deadline = startDeadline(timeout, systemClock, signal);
  }

  [Symbol.dispose](): void {
    this.deadline[Symbol.dispose]();
  }
}
