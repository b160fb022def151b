import type { Clock } from "@threefold/upstream";
import { Pool } from "undici";
import { isObject } from "../../execution/json.ts";
import { startDeadline } from "../../subgraph/deadline.ts";
import { createExchange } from "../../subgraph/exchange.ts";
import { SubgraphFailure } from "../../subgraph/failure.ts";
import { failureOf, readResponse } from "../../subgraph/response.ts";
import type { CallbackAddress, CallbackAddresses } from "./callback-addresses.ts";
import type { CallbackMessage } from "./callback-messages.ts";
import type { StreamListener, StreamRequest, Upstream } from "./stream.ts";

export interface CallbackUpstreamOptions {
  readonly subgraph: string;
  readonly url: string;
  readonly addresses: CallbackAddresses;
  /** Milliseconds between two signs of life, as the subgraph is asked for them. */
  readonly heartbeat: number;
  readonly maxConnections: number;
  readonly maxMessageBytes: number;
  readonly clock: Clock;
}

/** How long a subgraph may take to begin. It calls back before it answers. */
const ANSWER_MS = 10_000;
/** A stream of which nothing was heard for so many signs of life is lost: one may be late, and one get lost. */
const MISSED = 2.5;
const PROTOCOL = { "content-type": "application/json", accept: "application/json;callbackSpec=1.0" };

/** What may become of the request that asks for a stream. */
type Send = (request: StreamRequest, address: CallbackAddress) => Promise<Record<string, unknown>>;

/**
 * Streams by Apollo's HTTP callback protocol, `callback/1.0`
 * (https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/callback-protocol): the subgraph sends each
 * event by a request to an address of this process, and needs no connection between them. The protocol has no word for
 * leaving: a subgraph learns of it from the answer to its next event or sign of life.
 */
export function createCallbackUpstream(options: CallbackUpstreamOptions): Upstream {
  const { subgraph, heartbeat, maxConnections, clock } = options;
  const { origin, pathname, search } = new URL(options.url);
  const pool = new Pool(origin, { connections: maxConnections, headersTimeout: 0, bodyTimeout: 0 });
  const exchange = createExchange(pool, options.maxMessageBytes);
  const streams = new Set<CallbackStream>();

  const send: Send = async ({ body, afterEventId, traceparent, headers }, { url, id, verifier }) => {
    const subscription = { callbackUrl: url, subscriptionId: id, verifier, heartbeatIntervalMs: heartbeat };
    const extensions = JSON.stringify({ subscription, afterEventId });
    using deadline = startDeadline(ANSWER_MS, clock);
    const sending = {
      path: pathname + search,
      headers: { ...headers, ...PROTOCOL, traceparent },
      body: `${body.slice(0, -1)},"extensions":${extensions}}`,
      signal: deadline.signal,
    };
    const received = await exchange(sending).catch((error: unknown) => {
      throw failureOf(subgraph, error, ANSWER_MS, deadline);
    });
    return readResponse(subgraph, received);
  };

  return {
    open(request, listener) {
      const stream = new CallbackStream(options, listener, () => streams.delete(stream));
      streams.add(stream);
      stream.open(send, request);
      return () => stream.leave();
    },
    get usage() {
      return { streams: streams.size, connections: 0 };
    },
    close() {
      for (const stream of [...streams]) stream.lose("unreachable", "the gateway closed it");
      void pool.close();
    },
  };
}

/** One stream, from the request for it to its end. */
class CallbackStream {
  readonly #options: CallbackUpstreamOptions;
  readonly #listener: StreamListener;
  readonly #address: CallbackAddress;
  readonly #onEnd: () => void;
  #called = false;
  #after: string | undefined;
  #opened = false;
  #ended = false;
  #heardAt = 0;
  #lastEventId: unknown;
  #cancelWatch = () => {};

  constructor(options: CallbackUpstreamOptions, listener: StreamListener, onEnd: () => void) {
    this.#options = options;
    this.#listener = listener;
    this.#onEnd = onEnd;
    this.#address = options.addresses.create((message) => this.#receive(message));
  }

  async open(send: Send, request: StreamRequest): Promise<void> {
    try {
      const { errors } = await send(request, this.#address);
      if (Array.isArray(errors) && errors.length > 0) this.#end(() => this.#listener.errors(errors));
      else if (this.#called) this.#begin();
      else this.lose("malformed", "it answered without calling back: it does not speak callback/1.0");
    } catch (error) {
      if (error instanceof SubgraphFailure) this.#end(() => this.#listener.lost(error));
      else throw error;
    }
  }

  leave(): void {
    this.#end(() => {});
  }

  lose(kind: SubgraphFailure["kind"], detail: string): void {
    this.#end(() => this.#listener.lost(new SubgraphFailure(this.#options.subgraph, kind, detail)));
  }

  #receive(message: CallbackMessage): void {
    this.#called = true;
    this.#heardAt = this.#options.clock.now();
    switch (message.action) {
      case "check":
        this.#after ??= message.eventId;
        return;
      case "next":
        // It may overtake the answer to the request that asked for it.
        this.#begin();
        if (!this.#isKnown(message.payload)) this.#listener.next(message.payload);
        return;
      case "complete":
        if (message.errors.length > 0) this.#end(() => this.#listener.errors(message.errors));
        else this.#end(() => this.#listener.complete());
    }
  }

  /** An event is sent again when the answer to it got lost: what has the id of the one before is that one. */
  #isKnown({ extensions }: { readonly extensions?: unknown }): boolean {
    const id = isObject(extensions) ? extensions["eventId"] : undefined;
    const known = id !== undefined && id === this.#lastEventId;
    this.#lastEventId = id;
    return known;
  }

  #begin(): void {
    if (this.#opened || this.#ended) return;
    this.#opened = true;
    this.#watch();
    this.#listener.opened();
    // It subscribes before it answers.
    this.#listener.begun(this.#after);
  }

  #watch(): void {
    const { clock, heartbeat } = this.#options;
    this.#cancelWatch = clock.after(heartbeat, () => {
      if (clock.now() - this.#heardAt > MISSED * heartbeat) this.lose("late", "its signs of life stopped");
      else this.#watch();
    });
  }

  #end(tell: () => void): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#cancelWatch();
    this.#address.forget();
    this.#onEnd();
    tell();
  }
}
