import type { ClientIdentity, EdgeCaller } from "@threefold/identity";
import { HttpProblem } from "@threefold/rest-server";
import { systemClock } from "@threefold/upstream";
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

/** Finds out, for every request of a scope, who asks and how long they wait. */
export function identifyClients(app: FastifyInstance, identity: ClientIdentity, timeoutMs: number): void {
  app.addHook("onRequest", async (request, reply) => {
    const identified = await identity.identify(request.headers);
    if ("refusal" in identified) throw refusalOf(identified.refusal);
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(new DOMException("The time is over.", "TimeoutError")), timeoutMs);
    reply.raw.once("close", () => {
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
  // A stream of events ends with the token: who comes back shows another, which those whose session was ended have not.
  app.addHook("onSend", (request, reply, _payload, done) => {
    const { expiresAt } = asked.get(request)?.caller ?? {};
    if (expiresAt !== undefined && String(reply.getHeader("content-type")).startsWith("text/event-stream")) {
      const cancel = systemClock.after(expiresAt - Date.now(), () => reply.raw.end());
      reply.raw.once("close", cancel);
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
