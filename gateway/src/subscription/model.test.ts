import { setImmediate as turn } from "node:timers/promises";
import { createRandom } from "@threefold/random-operations";
import { createLogger } from "@threefold/telemetry";
import { virtualClock } from "@threefold/upstream/testing";
import type { FastifyBaseLogger } from "fastify";
import { expect, it } from "vitest";
import type { ReadySubscription } from "../engine/threefold/operations.ts";
import { NO_CLAIMS } from "../identity/identity.ts";
import { SubgraphFailure } from "../subgraph/failure.ts";
import type { Generation } from "../supergraph/generation.ts";
import type { Generations, Hold } from "../supergraph/generations.ts";
import { createRegistry } from "./registry.ts";
import type { StreamListener } from "./upstream/stream.ts";

// Random sequences of all that happens to streams, against a model that anybody can follow: who is subscribed when
// something happens gets it, once, in order; and when all have left, nothing is left.

const TOPICS = ["orders", "prices"];
const PEOPLE = ["ada", "bob"];

/** A subgraph with a log of each topic, whose connections can be lost. */
function createSubgraph() {
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
function createWorld() {
  let held = 0;
  let number = 0;
  const plans = new Map<string, number>();
  const callbacks: (() => void)[] = [];
  const subscriptionOf = (topic: string): ReadySubscription => ({
    subgraph: "s",
    request: topic,
    key: topic,
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
            operation: { prepared: { kind: "subscription" }, variables: { topic: query } },
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

interface Reader {
  readonly topic: string;
  readonly expected: string[];
  readonly got: string[];
  ended: boolean;
  readonly leave: () => void;
}

async function play(seed: number, steps: number): Promise<void> {
  const random = createRandom(seed);
  const subgraph = createSubgraph();
  const world = createWorld();
  const clock = virtualClock();
  const registry = createRegistry({
    generations: world.generations,
    upstreams: {
      of: () => subgraph.upstream,
      request: async ({ request: body }, identityKey, { trace }, afterEventId) => ({
        body,
        afterEventId,
        traceparent: trace.traceparent,
        headers: {},
        identityKey,
      }),
      usage: { streams: 0, connections: 0 },
      close() {},
    },
    timeout: 1_000_000,
    log: createLogger({ name: "test", level: "silent" }) as FastifyBaseLogger,
    clock,
    random: () => 1,
    measure: { event() {}, lost() {}, groups() {} },
  });
  const readers: Reader[] = [];
  let published = 0;
  const settle = async () => {
    for (let times = 0; times < 4; times++) await turn();
  };
  const subscribe = () => {
    const topic = random.pick(TOPICS);
    const key = random.pick(PEOPLE);
    using hold = world.generations.hold();
    const reader: Reader = {
      topic,
      expected: [],
      got: [],
      ended: false,
      leave: registry.join(
        {
          request: { query: topic } as never,
          subscription: world.subscriptionOf(topic),
          audience: { caller: { anonymous: false, claims: NO_CLAIMS, headersFor: async () => ({}) }, headers: {}, key },
          hold,
        },
        {
          begun() {},
          next: ({ text }) => reader.got.push(JSON.parse(text).data),
          end: () => {
            reader.ended = true;
          },
        },
      ),
    };
    readers.push(reader);
  };
  const publish = (topic: string) => {
    for (const reader of readers) if (reader.topic === topic && !reader.ended) reader.expected.push(String(published));
    published += 1;
    subgraph.publish(topic);
  };
  for (let step = 0; step < steps; step++) {
    const topic = random.pick(TOPICS);
    switch (random.pick(["subscribe", "subscribe", "leave", "event", "event", "event", "loss", "reload", "change"])) {
      case "subscribe":
        subscribe();
        await settle();
        break;
      case "leave": {
        const [reader] = readers.splice(random.integer(readers.length), 1);
        reader?.leave();
        if (reader) expect(reader.got).toEqual(reader.expected.slice(0, reader.got.length));
        break;
      }
      case "event":
        publish(topic);
        break;
      case "loss":
        subgraph.lose(topic);
        publish(topic);
        clock.advance(10_000);
        break;
      case "reload":
        await settle();
        world.reload();
        break;
      case "change":
        await settle();
        world.reload(topic);
        await settle();
        for (const reader of readers) if (reader.topic === topic) expect(reader.ended).toBe(true);
    }
    await settle();
    for (const reader of readers) expect(reader.got).toEqual(reader.expected);
  }
  for (const { leave } of readers) leave();
  await settle();
  expect({ size: registry.size, open: subgraph.open.size, held: world.held, waits: clock.waits }).toEqual({
    size: 0,
    open: 0,
    held: 0,
    waits: [],
  });
}

it("gives everybody what happens while they are subscribed, and leaves nothing behind", async () => {
  for (let seed = 1; seed <= 100; seed++) await play(seed, 40);
});
