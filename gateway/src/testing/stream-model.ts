import { setImmediate as turn } from "node:timers/promises";
import { createWatchCaller } from "@threefold/identity";
import type { VirtualClock } from "@threefold/upstream/testing";
import type { ReadySubscription } from "../engine/threefold/operations.ts";
import { type Caller, NO_CLAIMS } from "../identity/identity.ts";
import { SubgraphFailure } from "../subgraph/failure.ts";
import { Outbox } from "../subscription/outbox.ts";
import type { SlowClientPolicy } from "../subscription/settings.ts";
import type { StreamListener } from "../subscription/upstream/stream.ts";
import type { Generation } from "../supergraph/generation.ts";
import type { Generations, Hold } from "../supergraph/generations.ts";

// What stands around streams, as small as it can be, and what should come of it: for the test of random sequences.

const MAX_QUEUED = 2;
export const RECHECK = 5_000;

/** A subgraph with a log of each topic, whose connections can be lost. */
export function modelSubgraph() {
  const log: { topic: string; id: string }[] = [];
  const open = new Map<StreamListener, string>();
  return {
    open,
    publish(topic: string) {
      const event = { topic, id: String(log.length) };
      log.push(event);
      for (const [listener, own] of [...open]) if (own === topic) listener.next(response(event));
    },
    lose(topic: string) {
      const failure = new SubgraphFailure("s", "unreachable", "lost");
      for (const [listener, own] of [...open]) {
        if (own !== topic) continue;
        open.delete(listener);
        listener.lost(failure);
      }
    },
    upstream: {
      open({ body, afterEventId }: { body: string; afterEventId: string | undefined }, listener: StreamListener) {
        open.set(listener, body);
        listener.opened();
        listener.begun(afterEventId ?? String(log.length - 1));
        const missed = afterEventId === undefined ? [] : log.slice(Number(afterEventId) + 1);
        for (const event of missed) if (event.topic === body) listener.next(response(event));
        return () => void open.delete(listener);
      },
      usage: { streams: 0, connections: 0 },
      close() {},
    },
  };
}

const response = ({ topic, id }: { topic: string; id: string }) => ({
  data: { topic, id },
  extensions: { eventId: id },
});

/** Generations that say how often they are held, and whose plan of a topic may change. */
export function modelGenerations() {
  let held = 0;
  let number = 0;
  const plans = new Map<string, number>();
  const callbacks: (() => void)[] = [];
  const subscriptionOf = (topic: string): ReadySubscription => ({
    subgraph: "s",
    request: topic,
    key: topic,
    labels: undefined,
    isPublic: false,
    plan: `plan ${plans.get(topic) ?? 0}`,
    // Answers come out of their order.
    async run({ data }) {
      const { id } = data as { id: string };
      if (Number(id) % 2 === 0) await turn();
      return { text: JSON.stringify({ data: id }), outcome: "complete" };
    },
  });
  const generation = () =>
    ({
      supergraph: { id: String(number), subgraphs: [] },
      engine: {
        operations: {
          prepare: async ({ query }: { query: string }) => ({
            ok: true,
            operation: { prepared: { kind: "subscription" }, admission: {}, variables: { topic: query } },
          }),
          begin: ({ variables }: { variables: { topic: string } }) => ({
            ok: true,
            subscription: subscriptionOf(variables.topic),
          }),
        },
      },
    }) as unknown as Generation;
  const holdOn = (current: Generation): Hold => {
    held += 1;
    let open = true;
    return {
      generation: current,
      share: () => holdOn(current),
      [Symbol.dispose]() {
        if (open) held -= 1;
        open = false;
      },
    };
  };
  let current = generation();
  const generations: Generations = {
    get current() {
      return current;
    },
    hold: () => holdOn(current),
    replace() {},
    onReplaced: (callback) => void callbacks.push(callback),
    close: async () => {},
  };
  return {
    generations,
    subscriptionOf,
    get held() {
      return held;
    },
    reload(topic?: string) {
      number += 1;
      if (topic !== undefined) plans.set(topic, number);
      current = generation();
      for (const callback of callbacks) callback();
    },
  };
}

/** Who asks, by name; a credential may end at a time, and people may be sent away. */
export function modelPeople(clock: VirtualClock) {
  const away = new Set<string>();
  const callerOf = (name: string, expiresAt?: number): Caller => ({
    anonymous: false,
    key: name,
    client: name,
    claims: NO_CLAIMS,
    expiresAt,
    headersFor: async () => ({}),
  });
  const watch = createWatchCaller({
    identify: async ({ authorization }) => {
      const name = String(authorization);
      return away.has(name) ? { refusal: { message: "sent away", temporary: false } } : { caller: callerOf(name) };
    },
    isSame: (before, now) => before.key === now.key,
    clock,
    recheck: RECHECK,
    now: clock.now,
  });
  return { away, callerOf, watch };
}

/** A client, whose connection takes nothing while it does not read. */
export class ModelReader {
  readonly topic: string;
  readonly name: string;
  readonly expiresAt: number | undefined;
  readonly policy: SlowClientPolicy;
  readonly got: string[] = [];
  /** What it should have got, and what should be on its way to it. */
  readonly expected: string[] = [];
  waiting: string[] = [];
  reads = true;
  ended = false;
  gone = false;
  readonly outbox: Outbox;

  constructor(topic: string, name: string, expiresAt: number | undefined, policy: SlowClientPolicy) {
    this.topic = topic;
    this.name = name;
    this.expiresAt = expiresAt;
    this.policy = policy;
    const reader = this;
    this.outbox = new Outbox({
      wire: {
        write: (data) => void this.got.push(String(data)),
        get buffered() {
          return reader.reads ? 0 : 1;
        },
      },
      policy,
      highWaterBytes: 1,
      maxQueued: MAX_QUEUED,
      onDropped() {},
      onTooSlow: () => this.leave(),
    });
  }

  leave = () => {};

  /** The model: what an event does to a client. */
  expect(id: string): void {
    if (this.ended || this.gone) return;
    if (this.reads) {
      this.expected.push(id);
      return;
    }
    if (this.policy === "coalesce") this.waiting = [];
    this.waiting.push(id);
    if (this.waiting.length <= MAX_QUEUED) return;
    if (this.policy === "disconnect") this.gone = true;
    else this.waiting.shift();
  }

  read(): void {
    this.reads = true;
    if (!this.gone) this.expected.push(...this.waiting.splice(0));
    this.outbox.drained();
  }
}
