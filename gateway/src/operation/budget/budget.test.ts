import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createClientBudgets, createMemoryStore } from "./index.ts";

function withClock(costPerMinute: number, maxClients = 1_000) {
  const clock = { now: 0 };
  const store = createMemoryStore({ maxClients });
  return { clock, store, budgets: createClientBudgets({ costPerMinute, store, now: () => clock.now }) };
}

describe("a client's budget", () => {
  it("is used up by what operations cost, and says when to come back", async () => {
    const { budgets, clock } = withClock(60);
    expect(await budgets.charge("ann", 40)).toMatchObject({ ok: true, remaining: 20 });
    const refused = await budgets.charge("ann", 30);
    expect(refused).toMatchObject({
      ok: false,
      retryAfter: 10,
      error: { extensions: { code: "RATE_LIMITED", retryAfter: 10, http: { status: 429 } } },
    });
    clock.now += 9_999;
    expect(await budgets.charge("ann", 30)).toMatchObject({ ok: false, retryAfter: 1 });
    clock.now += 1;
    expect(await budgets.charge("ann", 30)).toMatchObject({ ok: true, remaining: 0 });
  });

  it("can be spent to the last, at whatever time and in whatever parts", async () => {
    const time = fc.double({ min: 0, max: 1e9, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        time,
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 5 }),
        async (now, costs) => {
          const all = costs.reduce((sum, cost) => sum + cost, 0);
          const { budgets, clock } = withClock(all);
          clock.now = now;
          let remaining = all;
          for (const cost of costs) {
            remaining -= cost;
            expect(await budgets.charge("ann", cost)).toMatchObject({ ok: true, remaining });
          }
          expect(await budgets.charge("ann", 1)).toMatchObject({ ok: false });
        },
      ),
    );
  });

  it("is that client's own", async () => {
    const { budgets } = withClock(10);
    expect(await budgets.charge("ann", 10)).toMatchObject({ ok: true });
    expect(await budgets.charge("ben", 10)).toMatchObject({ ok: true });
    expect(await budgets.charge("ann", 1)).toMatchObject({ ok: false });
  });

  it("gets back what an operation was estimated too high, and pays what it was too low", async () => {
    const { budgets } = withClock(100);
    const charge = await budgets.charge("ann", 100);
    if (charge.ok) await charge.settle(30);
    const second = await budgets.charge("ann", 20);
    expect(second).toMatchObject({ ok: true, remaining: 50 });
    if (second.ok) await second.settle(80);
    expect(await budgets.charge("ann", 0)).toMatchObject({ ok: false, retryAfter: 6 });
  });

  it("never suffices for an operation that costs more than a minute's worth: waiting is not advised", async () => {
    const { budgets } = withClock(100);
    expect(await budgets.charge("ann", 101)).toMatchObject({
      ok: false,
      retryAfter: undefined,
      error: { extensions: { code: "COST_ESTIMATED_TOO_EXPENSIVE", limit: 100, value: 101 } },
    });
  });

  it("that is kept elsewhere costs nobody an answer that is there, when it cannot be reached any more", async () => {
    const { store } = withClock(60);
    const fail = (): never => {
      throw new Error("the store is away");
    };
    for (const shift of [async () => fail(), fail]) {
      const budgets = createClientBudgets({ costPerMinute: 60, store: { take: store.take, shift } });
      const charge = await budgets.charge("ann", 10);
      expect(charge.ok && (await charge.settle(5))).toBeUndefined();
    }
  });

  it("takes memory only while it is not full, and for so many clients at most", async () => {
    const { budgets, store, clock } = withClock(60, 10);
    for (let client = 0; client < 50; client++) await budgets.charge(`client ${client}`, 1);
    expect(store.size).toBe(10);
    clock.now += 1_000;
    const charge = await budgets.charge("client 49", 1);
    if (charge.ok) await charge.settle(0);
    expect(store.size).toBe(9);
  });

  it("lets through at most twice a minute's worth in any minute, and whoever waits as told", async () => {
    const step = fc.record({ wait: fc.nat(20_000), cost: fc.nat(60) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { budgets, clock } = withClock(60);
        const passed: { readonly at: number; readonly cost: number }[] = [];
        for (const { wait, cost } of steps) {
          clock.now += wait;
          const charge = await budgets.charge("ann", cost);
          if (!charge.ok && charge.retryAfter !== undefined) {
            clock.now += charge.retryAfter * 1_000;
            expect(await budgets.charge("ann", cost)).toMatchObject({ ok: true });
          }
          passed.push({ at: clock.now, cost });
          const within = passed.filter(({ at }) => at > clock.now - 60_000);
          expect(within.reduce((sum, one) => sum + one.cost, 0)).toBeLessThanOrEqual(120);
        }
      }),
      { numRuns: 100 },
    );
  });
});
