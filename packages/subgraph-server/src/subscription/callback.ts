import { setTimeout as pause } from "node:timers/promises";
import { type ExecutorAnswer, type GraphQLRequest, HttpRefusal } from "@threefold/graphql-http";
import type { Verified } from "@threefold/identity";
import type { Logger } from "@threefold/telemetry";
import type { GraphQLFormattedError } from "graphql";
import { type CallbackTarget, readCallback } from "./callback-extension.ts";
import type { ReadSubscription } from "./document.ts";
import { COME_BACK, type Results, type Subscribe } from "./subscribe.ts";

export interface CallbackOptions {
  readonly read: ReadSubscription;
  readonly subscribe: Subscribe;
  /** Origins of the routers that events may be sent to. */
  readonly origins: readonly string[];
  readonly logger: Logger;
}

export interface Callbacks {
  /**
   * Begins to send a subscription's events to the router that asks for them.
   * @throws HttpRefusal when it may not, or the router does not answer for itself
   */
  begin(request: GraphQLRequest, caller: Verified): Promise<ExecutorAnswer>;
  /** Tells the routers that nothing more comes. */
  close(): Promise<void>;
}

const PROTOCOL = { "subscription-protocol": "callback/1.0" };
const ANSWER_MS = 5_000;
const ATTEMPTS = 4;

type Message =
  | { readonly action: "check"; readonly extensions?: { readonly eventId: string | undefined } }
  | { readonly action: "next"; readonly payload: object }
  | { readonly action: "complete"; readonly errors?: readonly GraphQLFormattedError[] };

/** The router has gone, or wants no more. */
class Unwanted extends Error {}

/** Serves subscriptions by Apollo's HTTP callback protocol, `callback/1.0`: for routers that keep no sockets. */
export function createCallbacks({ read, subscribe, origins, logger }: CallbackOptions): Callbacks {
  const running = new Map<Results, Promise<void>>();
  const closing = new AbortController();

  const forward = async (target: CallbackTarget, results: Results) => {
    let failure: unknown;
    const beat = () =>
      void send(target, { action: "check" }).catch((error: unknown) => {
        failure = error;
        void results.return?.();
      });
    const beating = target.heartbeatMs > 0 ? setInterval(beat, target.heartbeatMs) : undefined;
    try {
      await sendAll(target, results).catch((error: unknown) => {
        failure ??= error;
      });
      // To a router that wants no more there is nothing to say. One that was only away for a while subscribes again.
      if (failure instanceof Unwanted) throw failure;
      const comeBack = closing.signal.aborted || failure !== undefined;
      const message: Message = { action: "complete", ...(comeBack && { errors: [COME_BACK] }) };
      await (closing.signal.aborted ? send(target, message) : sendSurely(target, message, closing.signal));
    } catch (error) {
      logger.info({ err: error, subscription: target.id }, "a callback subscription ended");
    } finally {
      clearInterval(beating);
    }
  };

  // What it waits for to be taken is not lost: the router reads on after what it has.
  const sendAll = async (target: CallbackTarget, results: Results) => {
    for await (const payload of results) await sendSurely(target, { action: "next", payload }, closing.signal);
  };

  return {
    async begin(request, caller) {
      // Else anybody could have events sent about, to a place that trusts this service.
      if (caller.issuer === undefined) {
        throw new HttpRefusal(401, "UNAUTHENTICATED", "Callbacks are made for signed requests only.");
      }
      const { query = "", operationName, variables, extensions = {} } = request;
      const target = readCallback(extensions["subscription"], origins);
      const found = read(query, operationName);
      if ("errors" in found) return refused(found.errors.map((error) => error.toJSON()));
      const { document } = found;
      const results = await subscribe({
        document,
        operationName,
        variables,
        caller,
        afterEventId: afterOf(extensions),
      });
      if (!(Symbol.asyncIterator in results)) return refused(results.errors ?? []);
      try {
        // Beside what the protocol has: after which event of the log the stream begins.
        await send(target, { action: "check", extensions: { eventId: results.after } });
      } catch {
        await results.return?.();
        throw new HttpRefusal(400, "BAD_REQUEST", `${target.url.origin} does not answer for this subscription.`);
      }
      running.set(
        results,
        forward(target, results).finally(() => running.delete(results)),
      );
      return { text: '{"data":null}', outcome: "complete", headers: PROTOCOL };
    },
    async close() {
      closing.abort();
      const ending = [...running];
      for (const [results] of ending) void results.return?.();
      await Promise.all(ending.map(([, ended]) => ended));
    },
  };
}

const refused = (errors: readonly GraphQLFormattedError[]): ExecutorAnswer => ({
  text: JSON.stringify({ errors }),
  outcome: "refused",
  headers: PROTOCOL,
});

const afterOf = ({ afterEventId }: Readonly<Record<string, unknown>>): string | undefined =>
  afterEventId === undefined ? undefined : String(afterEventId);

/** @throws Unwanted when the router knows nothing of it any more; Error when it does not answer */
async function send({ url, id, verifier }: CallbackTarget, message: Message, signal?: AbortSignal): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...PROTOCOL },
    body: JSON.stringify({ kind: "subscription", ...message, id, verifier }),
    redirect: "error",
    signal: AbortSignal.any([AbortSignal.timeout(ANSWER_MS), ...(signal ? [signal] : [])]),
  });
  await response.body?.cancel();
  if (response.status < 300) return;
  if (response.status < 500) throw new Unwanted(`the router answered ${response.status}`);
  throw new Error(`the router answered ${response.status}`);
}

/** In their order, so that an event waits for the one before it; until the signal. */
async function sendSurely(target: CallbackTarget, message: Message, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(target, message, signal);
    } catch (error) {
      if (error instanceof Unwanted || attempt === ATTEMPTS) throw error;
      await pause(100 * 2 ** attempt * (0.5 + Math.random()), undefined, { signal });
    }
  }
}
