import { setTimeout as wait } from "node:timers/promises";
import { loan } from "../../src/testing/lending.ts";
import type { StreamSubgraph } from "../../src/testing/stream-subgraph.ts";
import { type Candidate, start } from "./candidates.ts";
import { type Asking, type Subscribers, subscribeAll } from "./subscribers.ts";

/** How long events are delivered before it counts, and then, in milliseconds; at least so many events. */
const WARMING = { time: 1_000, events: 3 };
const MEASURING = { time: 4_000, events: 3 };
/** How long all may take to subscribe, and to hear one event. */
const PATIENCE_MS = 45_000;
/** How long a first event gets to reach all, before it is taken for one that came before their streams. */
const REACHING_MS = 8_000;
/** How long a gateway gets to come to rest. */
const QUIET_MS = 1_000;

/** Numbers go up over all runs: no gateway's late event is taken for the next one's. */
let number = 0;

/**
 * @param askingOf what each subscriber asks
 * @returns deliveries a second, processor time per delivery (µs), latency p50 and p99 (ms), memory per idle subscriber (kB)
 * @throws Error that says what the gateway did not do
 */
export async function measure(
  candidate: Candidate,
  count: number,
  askingOf: (index: number) => Promise<Asking>,
  loans: StreamSubgraph,
): Promise<string[]> {
  await using gateway = await start(candidate);
  const publish = () => {
    number += 1;
    for (const field of ["lent", "returned"]) loans.publish(field, loan(number));
    return number;
  };
  const event = async (subscribers: Subscribers) => {
    subscribers.published();
    const missing = await subscribers.missing(publish(), PATIENCE_MS);
    if (missing > 0) throw new Error(`${missing} of ${count} heard nothing of an event`);
  };
  /** Resolves when an event has reached all: not every gateway says when a subscription has begun. */
  const reached = async (subscribers: Subscribers) => {
    const first = number + 1;
    const givenUpAt = performance.now() + PATIENCE_MS;
    // Each wait is longer than the last one, so that a slow gateway does not get ever more to do.
    for (let patience = REACHING_MS; ; patience *= 2) {
      publish();
      const missing = await subscribers.missing(first, patience);
      if (missing === 0) return;
      if (performance.now() > givenUpAt) throw new Error(`${missing} of ${count} were not reached`);
    }
  };
  const events = async (subscribers: Subscribers, least: { readonly time: number; readonly events: number }) => {
    const startedAt = performance.now();
    let done = 0;
    while (done < least.events || performance.now() - startedAt < least.time) {
      await event(subscribers);
      done += 1;
    }
    return { seconds: (performance.now() - startedAt) / 1_000, deliveries: done * count };
  };

  // What comes with the first subscriber, of code and of compiled plans, is not what the next ones take.
  {
    using first = await subscribeAll(gateway.url, 1, askingOf);
    await reached(first);
  }
  await until(() => loans.open.streams === 0);
  await wait(QUIET_MS);
  const before = gateway.residentBytes();
  using subscribers = await subscribeAll(gateway.url, count, askingOf);
  await until(() => subscribers.told === count || loans.open.streams >= count);
  await wait(QUIET_MS);
  const idle = gateway.residentBytes();
  await reached(subscribers);
  await events(subscribers, WARMING);
  subscribers.latencies();
  const cpu = gateway.cpuSeconds();
  const { seconds, deliveries } = await events(subscribers, MEASURING);
  const used = gateway.cpuSeconds() - cpu;
  const latencies = subscribers.latencies().sort((one, other) => one - other);
  const at = (share: number) => (latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(1);
  return [
    (deliveries / seconds).toFixed(0),
    ((used * 1e6) / deliveries).toFixed(1),
    at(0.5),
    at(0.99),
    ((idle - before) / 1_000 / count).toFixed(1),
  ];
}

/** Resolves when something is so, or was not for as long as one waits: what depends on it says then what is missing. */
async function until(condition: () => boolean): Promise<void> {
  const givenUpAt = performance.now() + PATIENCE_MS;
  while (!condition() && performance.now() < givenUpAt) await wait(20);
}
