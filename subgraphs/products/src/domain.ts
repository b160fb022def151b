import type { PrismaAdapter } from "@threefold/database";
import type { EventLog } from "@threefold/events";
import { keyedRequests } from "@threefold/subgraph-server/rest";
import { contextFactory } from "./context.ts";
import { PrismaClient } from "./generated/prisma/client.ts";
import type { Sellers } from "./seller/client.ts";

export { productColumns } from "./product/columns.ts";
export { recordPurchase } from "./purchase/actions.ts";
export { resolvers } from "./resolvers.ts";
export type { Sellers } from "./seller/client.ts";
export { reserveStock, settleReservation } from "./stock/actions.ts";

export interface DomainOptions {
  /** The way to its own database. It is closed with the domain. */
  readonly adapter: PrismaAdapter;
  /** Its database's log of what happened. It is closed with the domain. */
  readonly events: EventLog;
  /** The people, one of whom sells each product. */
  readonly sellers: Sellers;
  /** Off reads every row by itself: what a graph costs without DataLoader. */
  readonly batching: boolean;
}

/** The catalogue, its stock and its reviews, with no way yet to ask for them: this subgraph serves it, and so does the monolith. */
export type ProductsDomain = ReturnType<typeof openDomain>;

export function openDomain({ adapter, events, sellers, batching }: DomainOptions) {
  const prisma = new PrismaClient({ adapter });
  return {
    /** What one request has. */
    context: contextFactory(prisma, events, sellers, batching),
    /** Where writes with an `Idempotency-Key` are kept. */
    keyedRequests: keyedRequests(prisma),
    /** Whether the database answers. */
    check: async () => {
      await prisma.$queryRaw`SELECT 1`;
    },
    async close(): Promise<void> {
      await events.close();
      await prisma.$disconnect();
      await adapter.close();
    },
  };
}
