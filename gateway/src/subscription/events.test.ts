import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type BudgetStore, createMemoryStore } from "../operation/budget/index.ts";
import { startGateway, type TestGateway } from "../testing/gateway.ts";
import { lendingSupergraph, loan, startLoans, startShelves } from "../testing/lending.ts";
import { createReaders } from "../testing/readers.ts";
import type { StreamSubgraph } from "../testing/stream-subgraph.ts";
import { createSubscribers } from "../testing/subscribers.ts";

const LENT = "subscription Lent { lent { number book { title } } }";
const RETURNED = "subscription { returned { number book { title } } }";
/** A loan and its book. */
const COST = 2;
const BUDGET = 20;

let loans: StreamSubgraph;
let shelves: StreamSubgraph;
let gateway: TestGateway;
const clients = createSubscribers();

beforeAll(async () => {
  [loans, shelves] = await Promise.all([startLoans(), startShelves()]);
  gateway = await startGateway(lendingSupergraph({ loans: loans.url, shelves: shelves.url }), {
    identity: createReaders(),
    streams: { drain: 0, maxPerUser: 2 },
    explain: "everybody",
    guards: { cost: { perMinute: BUDGET } },
  });
});
afterEach(async () => {
  await clients.end();
  await loans.until(() => loans.open.streams === 0);
});
afterAll(async () => {
  for (const part of [gateway, loans, shelves]) await part[Symbol.asyncDispose]();
});

const subscriber = (authorization: string, query: string, extensions?: object) =>
  clients.subscribed(gateway.url, authorization, { query, extensions });

it("each event is explained to who asks for that, and to nobody who shares the rest", async () => {
  const plain = await subscriber("ada", RETURNED);
  const asking = await subscriber("ada", RETURNED, { explain: true });
  const bob = await subscriber("bob", RETURNED, { explain: true });
  // One for everybody, and one for each whom it is explained to.
  expect(loans.open.streams).toBe(3);
  for (const number of [1, 2]) {
    loans.publish("returned", loan(number));
    const data = { returned: { number, book: { title: `Title b${number}` } } };
    expect((await plain.take())["payload"]).toEqual({ data });
    for (const client of [asking, bob]) {
      expect((await client.take())["payload"]).toMatchObject({
        data,
        extensions: {
          explain: {
            version: 1,
            redacted: false,
            operation: { kind: "subscription" },
            plan: { text: expect.stringContaining("Fetch shelves") },
            fetches: [
              { subgraph: "shelves", variables: { representations: [{ __typename: "Book", isbn: `b${number}` }] } },
            ],
            cost: { estimated: COST, actual: COST },
          },
        },
      });
    }
  }
});

it("one that there is no place for costs nothing", async () => {
  const client = await subscriber("eve", LENT);
  await subscriber("eve", RETURNED);
  // Together they would cost more than there is.
  for (let number = 2; number < 2 + BUDGET / COST; number++) {
    client.send({ id: `${number}`, type: "subscribe", payload: { query: LENT } });
    expect(await client.take()).toMatchObject({
      type: "error",
      payload: [{ extensions: { code: "TOO_MANY_SUBSCRIPTIONS" } }],
    });
  }
});

it("each event is paid for by everybody who gets it, until their budget has no more", async () => {
  const poor = await subscriber("cy", LENT);
  const shared = await subscriber("dee", RETURNED);
  const poorToo = await subscriber("cy", RETURNED);
  const numbers = Array.from({ length: BUDGET }, (_, index) => index);
  for (const number of numbers) loans.publish("lent", loan(number));
  let delivered = 0;
  for (;;) {
    const { type, payload } = await poor.take();
    if (type === "next") delivered += 1;
    else {
      expect({ type, payload }).toMatchObject({
        type: "error",
        payload: [{ extensions: { code: "RATE_LIMITED", retryAfter: expect.any(Number) } }],
      });
      break;
    }
  }
  // Two subscriptions were opened; what else there is buys events, and a little comes back while they do.
  expect(delivered).toBeGreaterThan(BUDGET / COST - 2);
  expect(delivered).toBeLessThan(BUDGET);
  // Who has paid too little is parted with; who shares the stream gets on.
  loans.publish("returned", loan(1));
  expect(await shared.take()).toMatchObject({ type: "next" });
  expect(await poorToo.take()).toMatchObject({ type: "next" });
  expect(await poorToo.take()).toMatchObject({ type: "error", payload: [{ extensions: { code: "RATE_LIMITED" } }] });
  loans.publish("returned", loan(2));
  expect(await shared.take()).toMatchObject({ type: "next", payload: { data: { returned: { number: 2 } } } });
});

it("while the store of budgets does not answer, events are delivered, and one payment waits for it", async () => {
  const { take, shift } = createMemoryStore();
  let answering = Promise.resolve();
  let waiting = 0;
  const store: BudgetStore = {
    async take(...asked) {
      waiting += 1;
      await answering;
      waiting -= 1;
      return take(...asked);
    },
    shift,
  };
  await using gateway = await startGateway(lendingSupergraph({ loans: loans.url, shelves: shelves.url }), {
    identity: createReaders(),
    streams: { drain: 0 },
    guards: { cost: { perMinute: BUDGET, store } },
  });
  const client = await clients.subscribed(gateway.url, "ada", { query: LENT });
  const { promise, resolve: answer } = Promise.withResolvers<void>();
  answering = promise;
  for (let number = 1; number <= BUDGET; number++) loans.publish("lent", loan(number));
  for (let number = 1; number <= BUDGET; number++) expect(await client.take()).toMatchObject({ type: "next" });
  expect(waiting).toBe(1);
  // Together they cost twice what there is.
  answer();
  expect(await client.take()).toMatchObject({ type: "error", payload: [{ extensions: { code: "RATE_LIMITED" } }] });
});
