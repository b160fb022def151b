import { type EventLog, startEventLog } from "@threefold/events";
import { startTestSubgraph, type TestSubgraph } from "@threefold/subgraph-server/testing";
import type { Catalogue, Quote, Reservation } from "../catalogue/client.ts";
import { createService } from "../service.ts";

/**
 * The products service as these tests see it. The two services meet for real in the tests of the whole system; here it
 * stands for answers that the real one gives only by luck: late, wrong or none.
 */
export interface TestCatalogue extends Catalogue {
  add(fields?: Partial<Quote>): string;
  /** What `reserve` answers, by order; what is not set answers RESERVED. */
  answer: (orderId: string) => Promise<Reservation>;
  readonly calls: {
    readonly name: "reserve" | "settle" | "recordPurchase";
    readonly orderId: string;
    readonly outcome?: string;
    readonly customerId?: string;
    readonly lines?: readonly { readonly productId: string; readonly position: number }[];
  }[];
}

export interface TestOrders extends TestSubgraph {
  readonly catalogue: TestCatalogue;
  /** Who follows its events at the moment, latest last. */
  readonly followers: ReadonlySet<object>;
}

export async function startTestOrders(): Promise<TestOrders> {
  const catalogue = testCatalogue();
  const followers = new Set<object>();
  const subgraph = await startTestSubgraph("orders", ({ databaseUrl: url, ...parts }) => {
    const events = observed(startEventLog({ url, logger: parts.logger }), followers);
    return createService({ ...parts, catalogue, events });
  });
  return { ...subgraph, catalogue, followers };
}

function observed(log: EventLog, followers: Set<object>): EventLog {
  return {
    ...log,
    async follow(filter, options) {
      const events = await log.follow(filter, options);
      const { return: leave } = events;
      followers.add(events);
      return Object.assign(events, {
        async return() {
          followers.delete(events);
          return (await leave?.()) ?? { done: true as const, value: undefined };
        },
      });
    },
  };
}

function testCatalogue(): TestCatalogue {
  const products = new Map<string, Quote>();
  const calls: TestCatalogue["calls"] = [];
  const catalogue: TestCatalogue = {
    calls,
    add: (fields = {}) => {
      const id = fields.id ?? crypto.randomUUID();
      const dimensions = { lengthMm: 200, widthMm: 200, heightMm: 100 };
      const price = { amount: 2_500, currency: "EUR" };
      const seller = { id: crypto.randomUUID() };
      products.set(id, { id, name: "Lamp", status: "ACTIVE", price, seller, weightGrams: 900, dimensions, ...fields });
      return id;
    },
    answer: async () => ({ status: "RESERVED", shortOf: [] }),
    quote: async (ids) => new Map(ids.flatMap((id) => (products.has(id) ? [[id, products.get(id) as Quote]] : []))),
    reserve: async (orderId) => {
      calls.push({ name: "reserve", orderId });
      return catalogue.answer(orderId);
    },
    settle: async (orderId, outcome) => {
      calls.push({ name: "settle", orderId, outcome });
      return { status: outcome, shortOf: [] };
    },
    recordPurchase: async (orderId, customerId, lines) => {
      calls.push({ name: "recordPurchase", orderId, customerId, lines });
    },
  };
  return catalogue;
}
