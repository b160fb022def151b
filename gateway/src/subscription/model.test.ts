import { setImmediate as turn } from "node:timers/promises";
import { createRandom } from "@threefold/random-operations";
import { createLogger } from "@threefold/telemetry";
import { virtualClock } from "@threefold/upstream/testing";
import type { FastifyBaseLogger } from "fastify";
import { expect, it } from "vitest";
import { ModelReader, modelGenerations, modelPeople, modelSubgraph, RECHECK } from "../testing/stream-model.ts";
import { createRegistry } from "./registry.ts";
import type { SlowClientPolicy } from "./settings.ts";

// Random sequences of all that happens to streams, against a model that anybody can follow: who is subscribed when
// something happens, may see it and reads, gets it, once, in order; and when all have left, nothing is left.

const TOPICS = ["orders", "prices"];
const PEOPLE = ["ada", "bob"];
const POLICIES: readonly SlowClientPolicy[] = ["disconnect", "drop-oldest", "coalesce"];

async function play(seed: number, steps: number): Promise<void> {
  const random = createRandom(seed);
  const subgraph = modelSubgraph();
  const world = modelGenerations();
  const clock = virtualClock();
  const people = modelPeople(clock);
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
  const readers = new Set<ModelReader>();
  let published = 0;
  const settle = async () => {
    for (let times = 0; times < 6; times++) await turn();
  };
  const subscribe = () => {
    const name = random.pick(PEOPLE);
    if (people.away.has(name)) return;
    const expiresAt = random.pick([undefined, clock.now() + 1_000 + random.integer(30_000)]);
    const reader = new ModelReader(random.pick(TOPICS), name, expiresAt, random.pick(POLICIES));
    const caller = people.callerOf(name, expiresAt);
    using hold = world.generations.hold();
    const leave = registry.join(
      {
        request: { query: reader.topic } as never,
        subscription: world.subscriptionOf(reader.topic),
        audience: { caller, headers: {}, key: name },
        asker: { caller, headers: {} },
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
  const any = (): ModelReader | undefined => random.pick([...readers, undefined]);

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
