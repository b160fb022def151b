import { isDeepStrictEqual } from "node:util";
import { isEventStream, onceClosed } from "@threefold/http-server";
import { type ClientIdentity, createWatchCaller, type EdgeCaller, RECHECK_MS } from "@threefold/identity";
import { HttpProblem } from "@threefold/rest-server";
import type { Clock } from "@threefold/upstream";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** One client's request, as far as services hear of it. */
export interface Asking {
  readonly caller: EdgeCaller;
  readonly requestId: string;
  /** Where the client is, as far as proxies can be trusted. */
  readonly clientAddress: string;
  /** Ends with the time of the request, or when the client goes. */
  readonly signal: AbortSignal;
  /** Lets what is streamed take as long as it takes: from now on the client alone ends it. */
  untimed(): void;
  /** When the time is over, in milliseconds of `performance.now()`. */
  readonly endsAt: number;
  /** The same client, with the time of a request from now on: for what is read again and again while something is streamed. */
  anew(): Asking;
}

const asked = new WeakMap<FastifyRequest, Asking>();

export interface IdentifyOptions {
  readonly identity: ClientIdentity;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
  readonly clock: Clock;
}

/** Finds out, for every request of a scope, who asks and how long they wait. */
export function identifyClients(app: FastifyInstance, { identity, timeout: timeoutMs, clock }: IdentifyOptions): void {
  app.addHook("onRequest", async (request, reply) => {
    const identified = await identity.identify(request.headers);
    if ("refusal" in identified) throw refusalOf(identified.refusal);
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(new DOMException("The time is over.", "TimeoutError")), timeoutMs);
    onceClosed(reply, () => {
      clearTimeout(timer);
      controller.abort(new DOMException("The client is gone.", "AbortError"));
    });
    const within = (signal: AbortSignal): Asking => ({
      caller: identified.caller,
      requestId: request.id,
      clientAddress: request.ip,
      signal,
      untimed: () => clearTimeout(timer),
      endsAt: performance.now() + timeoutMs,
      anew: () => within(AbortSignal.any([controller.signal, AbortSignal.timeout(timeoutMs)])),
    });
    asked.set(request, within(controller.signal));
  });
  const watch = createWatchCaller<EdgeCaller>({
    identify: (headers) => identity.identify(headers),
    isSame: (before, now) => isDeepStrictEqual(before.identity, now.identity),
    clock,
    recheck: RECHECK_MS,
    now: Date.now,
  });
  // A stream of events ends with the credential: who comes back shows one that is good, or is told what is wrong with theirs.
  app.addHook("onSend", (request, reply, _payload, done) => {
    const caller = asked.get(request)?.caller;
    if (caller !== undefined && isEventStream(reply)) {
      onceClosed(
        reply,
        watch(caller, request.headers, () => reply.raw.end()),
      );
    }
    done();
  });
}

export function askingOf(request: FastifyRequest): Asking {
  const asking = asked.get(request);
  if (asking) return asking;
  throw new Error("a route was reached without its caller");
}

/** RFC 6750, section 3. */
function refusalOf({ message, temporary }: { message: string; temporary: boolean }): HttpProblem {
  if (temporary) return new HttpProblem("service-unavailable", message, { headers: { "retry-after": "5" } });
  return new HttpProblem("unauthenticated", message, {
    headers: { "www-authenticate": 'Bearer error="invalid_token"' },
  });
}
