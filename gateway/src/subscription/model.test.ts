import { setImmediate as turn } from "node:timers/promises";
import { createRandom } from "@threefold/random-operations";
import { createLogger } from "@threefold/telemetry";
import { type VirtualClock, virtualClock } from "@threefold/upstream/testing";
import type { FastifyBaseLogger } from "fastify";
import { expect, it } from "vitest";
import type { ReadySubscription } from "../engine/threefold/operations.ts";
import { type Caller, NO_CLAIMS } from "../identity/identity.ts";
import { SubgraphFailure } from "../subgraph/failure.ts";
import type { Generation } from "../supergraph/generation.ts";
import type { Generations, Hold } from "../supergraph/generations.ts";
import { Outbox } from "./outbox.ts";
import { createRegistry } from "./registry.ts";
import type { SlowClientPolicy } from "./settings.ts";
import type { StreamListener } from "./upstream/stream.ts";
import { createWatchCaller } from "./watch.ts";

// Random sequences of all that happens to streams, against a model that anybody can follow: who is subscribed when
// something happens, may see it and reads, gets it, once, in order; and when all have left, nothing is left.

const TOPICS = ["orders", "prices"];
const PEOPLE = ["ada", "bob"];
const POLICIES: readonly SlowClientPolicy[] = ["disconnect", "drop-oldest", "coalesce"];
const MAX_QUEUED = 2;
const RECHECK = 5_000;

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
function createPeople(clock: VirtualClock) {
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
    identity: {
      identify: async ({ authorization = "" }) =>
        away.has(authorization)
          ? { refusal: { message: "sent away", temporary: false } }
          : { caller: callerOf(authorization) },
    },
    clock,
    recheck: RECHECK,
    now: clock.now,
  });
  return { away, callerOf, watch };
}

/** A client, whose connection takes nothing while it does not read. */
class Reader {
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

async function play(seed: number, steps: number): Promise<void> {
  const random = createRandom(seed);
  const subgraph = createSubgraph();
  const world = createWorld();
  const clock = virtualClock();
  const people = createPeople(clock);
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
    measure: { event() {}, lost() {}, delivered() {}, groups() {} },
  });
  const readers = new Set<Reader>();
  let published = 0;
  const settle = async () => {
    for (let times = 0; times < 6; times++) await turn();
  };
  const subscribe = () => {
    const name = random.pick(PEOPLE);
    if (people.away.has(name)) return;
    const expiresAt = random.pick([undefined, clock.now() + 1_000 + random.integer(30_000)]);
    const reader = new Reader(random.pick(TOPICS), name, expiresAt, random.pick(POLICIES));
    const caller = people.callerOf(name, expiresAt);
    using hold = world.generations.hold();
    const leave = registry.join(
      {
        request: { query: reader.topic } as never,
        subscription: world.subscriptionOf(reader.topic),
        audience: { caller, headers: {}, key: name },
        hold,
      },
      {
        begun() {},
        next: ({ text }) => reader.outbox.sendEvent("1", JSON.parse(text).data),
        end() {
          reader.ended = true;
          reader.leave();
        },
      },
    );
    const stop = people.watch(caller, { authorization: name }, () => reader.leave());
    reader.leave = () => {
      leave();
      stop();
      reader.outbox.close();
      reader.gone = true;
    };
    readers.add(reader);
  };
  const publish = (topic: string): string => {
    subgraph.publish(topic);
    published += 1;
    return String(published - 1);
  };
  const told = (topic: string, id: string) => {
    for (const reader of readers) if (reader.topic === topic) reader.expect(id);
  };
  const pass = async (ms: number) => {
    clock.advance(ms);
    await settle();
    for (const { expiresAt = Number.POSITIVE_INFINITY, gone } of readers)
      if (expiresAt <= clock.now()) expect(gone).toBe(true);
  };
  const any = (): Reader | undefined => random.pick([...readers, undefined]);

  const actions: Readonly<Record<string, () => Promise<void> | void>> = {
    subscribe,
    leave: () => any()?.leave(),
    event() {
      const topic = random.pick(TOPICS);
      told(topic, publish(topic));
    },
    async loss() {
      const topic = random.pick(TOPICS);
      await settle();
      subgraph.lose(topic);
      const id = publish(topic);
      await pass(10_000);
      told(topic, id);
    },
    async reload() {
      await settle();
      world.reload();
    },
    async change() {
      const topic = random.pick(TOPICS);
      await settle();
      world.reload(topic);
      await settle();
      for (const reader of readers) if (reader.topic === topic) expect(reader.gone).toBe(true);
    },
    pause() {
      const reader = any();
      if (reader) reader.reads = false;
    },
    read: () => any()?.read(),
    time: () => pass(random.integer(10_000)),
    async revocation() {
      const name = random.pick(PEOPLE);
      people.away.add(name);
      await pass(RECHECK);
      for (const reader of readers) if (reader.name === name) expect(reader.gone).toBe(true);
      people.away.delete(name);
    },
  };
  const names = ["subscribe", "subscribe", "event", "event", "event", ...Object.keys(actions)];
  for (let step = 0; step < steps; step++) {
    await actions[random.pick(names)]?.();
    await settle();
    for (const reader of readers) {
      expect(reader.got).toEqual(reader.expected);
      if (reader.gone) readers.delete(reader);
    }
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

it("gives everybody what happens while they are subscribed, may see it and read it, and leaves nothing behind", async () => {
  for (let seed = 1; seed <= 100; seed++) await play(seed, 60);
});
