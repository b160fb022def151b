import { startEventLog } from "@threefold/events";
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
  readonly calls: { readonly name: "reserve" | "settle"; readonly orderId: string; readonly outcome?: string }[];
}

export interface TestOrders extends TestSubgraph {
  readonly catalogue: TestCatalogue;
}

export async function startTestOrders(): Promise<TestOrders> {
  const catalogue = testCatalogue();
  const subgraph = await startTestSubgraph("orders", (parts) =>
    createService({ ...parts, catalogue, events: startEventLog({ url: parts.databaseUrl, logger: parts.logger }) }),
  );
  return { ...subgraph, catalogue };
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
  };
  return catalogue;
}
