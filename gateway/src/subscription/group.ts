import type { GraphQLRequest } from "@threefold/graphql-http";
import { Abortable, type Signal } from "@threefold/upstream";
import type { GraphQLFormattedError } from "graphql";
import { isInternal } from "../engine/errors.ts";
import type { EventAnswer, ReadySubscription } from "../engine/threefold/operations.ts";
import { subgraphError } from "../execution/errors.ts";
import type { SubgraphFailure } from "../subgraph/failure.ts";
import type { Hold } from "../supergraph/generations.ts";
import type { Asker, Audience } from "./audience.ts";
import { Delivery } from "./delivery.ts";
import { createPipeline, type Pipeline } from "./pipeline.ts";
import type { StreamEnd, Subscriber } from "./subscriber.ts";
import type { UpstreamEnd, UpstreamEvent } from "./upstream/follow.ts";

/** How many events of one stream are completed at once, and how many may wait for that. */
const AHEAD = 8;
const MAX_WAITING = 1_000;

/** What a stream is made of in one generation. */
export interface GroupSource {
  readonly subscription: ReadySubscription;
  /** Keeps the generation that completes the events; the group lets go of it. */
  readonly hold: Hold;
}

export interface GroupOptions {
  readonly source: GroupSource;
  /** As the first of its subscribers asked. */
  readonly request: GraphQLRequest;
  readonly audience: Audience;
  /** Completes an event. Never rejects. */
  readonly complete: (
    subscription: ReadySubscription,
    event: UpstreamEvent["payload"],
    signal: Signal,
  ) => Promise<EventAnswer>;
  /** Opens the subgraph's stream; gives what closes it. */
  readonly follow: (group: Group) => () => void;
  /** Logs what clients are not told of a subgraph's error, and gives the id by which the log has it. */
  readonly mask: (subgraph: string, message: string) => string;
  /** Called when nothing is left of it. */
  readonly onClosed: (group: Group) => void;
  readonly measure: { event(): void; lost(): void; delivered(subscribers: number): void };
}

/** Subscribers who get the same: one stream of a subgraph, and one execution of the rest for each of its events. */
export class Group {
  readonly request: GraphQLRequest;
  readonly audience: Audience;
  source: GroupSource;
  readonly #options: GroupOptions;
  readonly #subscribers = new Map<Subscriber, Asker>();
  readonly #pipeline: Pipeline<UpstreamEvent>;
  readonly #ending = new Abortable();
  /** Those who were not told yet that they get what happens from now on. */
  readonly #waiting = new Set<Subscriber>();
  #begun = false;
  #closeUpstream: (() => void) | undefined;
  #closed = false;

  constructor(options: GroupOptions) {
    this.#options = options;
    this.source = options.source;
    this.request = options.request;
    this.audience = options.audience;
    this.#pipeline = createPipeline({
      work: async ({ payload, reconnected }) => {
        // Completed where it began, also when the stream moves to another generation meanwhile.
        using _hold = this.source.hold.share();
        const { text, cost } = await options.complete(this.source.subscription, payload, this.#ending);
        return new Delivery(reconnected ? withReconnected(text) : text, cost);
      },
      deliver: (delivery: Delivery) => {
        options.measure.delivered(this.#subscribers.size);
        for (const subscriber of this.#subscribers.keys()) subscriber.next(delivery);
      },
      ahead: AHEAD,
      maxWaiting: MAX_WAITING,
      onLost: options.measure.lost,
    });
  }

  get size(): number {
    return this.#subscribers.size;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Who subscribed. */
  get askers(): readonly Asker[] {
    return [...this.#subscribers.values()];
  }

  /** @returns what leaves; the last to leave closes the stream at once */
  join(subscriber: Subscriber, asker: Asker): () => void {
    this.#subscribers.set(subscriber, asker);
    if (this.#begun) subscriber.begun();
    else this.#waiting.add(subscriber);
    this.#closeUpstream ??= this.#options.follow(this);
    return () => {
      this.#waiting.delete(subscriber);
      if (this.#subscribers.delete(subscriber) && this.#subscribers.size === 0) this.#close();
    };
  }

  /** @param now whether the subgraph's stream is there: it may be lost, and come again */
  begun(now: boolean): void {
    this.#begun = now;
    if (!now) return;
    for (const subscriber of this.#waiting) subscriber.begun();
    this.#waiting.clear();
  }

  receive(event: UpstreamEvent): void {
    this.#options.measure.event();
    this.#pipeline.push(event);
  }

  /** The subgraph's stream has ended. What came before is still delivered. */
  upstreamEnded(end: UpstreamEnd): void {
    this.#pipeline.afterwards(() => this.end(endOf(end, this.source.subscription.subgraph, this.#options.mask)));
  }

  /** From now on, events are completed in another generation. */
  moveTo(source: GroupSource): void {
    this.source.hold[Symbol.dispose]();
    this.source = source;
  }

  end(end: StreamEnd): void {
    this.endFor(() => true, end);
  }

  /** Ends it for some, and for good when nobody is left. */
  endFor(isMeant: (asker: Asker) => boolean, end: StreamEnd): void {
    if (this.#closed) return;
    const subscribers = [...this.#subscribers].flatMap(([subscriber, asker]) => (isMeant(asker) ? [subscriber] : []));
    for (const subscriber of subscribers) {
      this.#subscribers.delete(subscriber);
      this.#waiting.delete(subscriber);
    }
    if (this.#subscribers.size === 0) this.#close();
    for (const subscriber of subscribers) subscriber.end(end);
  }

  #close(): void {
    this.#closed = true;
    this.#closeUpstream?.();
    this.#pipeline.close();
    this.#ending.abort(new Error("Nobody reads this stream any more."));
    this.source.hold[Symbol.dispose]();
    this.#options.onClosed(this);
  }
}

/** Tells a client that the stream was lost and found again. Seldom, so that the text is read for it. */
function withReconnected(text: string): string {
  const response: Record<string, unknown> = JSON.parse(text);
  const extensions = typeof response["extensions"] === "object" ? response["extensions"] : {};
  return JSON.stringify({ ...response, extensions: { ...extensions, reconnected: true } });
}

function endOf(end: UpstreamEnd, subgraph: string, mask: GroupOptions["mask"]): StreamEnd {
  if (end.kind === "complete") return end;
  const errors: readonly GraphQLFormattedError[] =
    end.kind === "failed"
      ? [shownFailure(end.failure, subgraph, mask)]
      : end.errors.map((error) => shownError(error, subgraph, mask));
  return { kind: "failed", errors };
}

function shownFailure(failure: SubgraphFailure, subgraph: string, mask: GroupOptions["mask"]): GraphQLFormattedError {
  const { message, extensions, detail } = failure;
  if (!failure.isOwn) return { message, extensions };
  const requestId = mask(subgraph, `${message} (${detail})`);
  return { message: "Internal server error", extensions: { ...extensions, requestId } };
}

function shownError(raw: unknown, subgraph: string, mask: GroupOptions["mask"]): GraphQLFormattedError {
  const error = subgraphError(raw, subgraph, undefined);
  const { code, serviceName } = error.extensions;
  if (!isInternal(error)) return { message: error.message, extensions: { code, serviceName } };
  const requestId = mask(subgraph, error.message);
  return { message: `The subgraph "${subgraph}" failed.`, extensions: { code, serviceName, requestId } };
}
