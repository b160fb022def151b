import type { PrismaAdapter } from "@threefold/database";
import type { EventLog } from "@threefold/events";
import { keyedRequests } from "@threefold/subgraph-server/rest";
import type { Logger } from "@threefold/telemetry";
import { cartRepository } from "./cart/repository.ts";
import type { Catalogue } from "./catalogue/client.ts";
import { contextFactory } from "./context.ts";
import { PrismaClient } from "./generated/prisma/client.ts";
import { orderLifecycle } from "./order/lifecycle.ts";
import { orderRepository } from "./order/repository.ts";
import { outboxHandler } from "./outbox/handle.ts";
import { startRelay } from "./outbox/relay.ts";
import { outboxRepository } from "./outbox/repository.ts";
import { salesRepository } from "./sales/repository.ts";

export type { Catalogue } from "./catalogue/client.ts";
export { resolvers } from "./resolvers.ts";

export interface DomainOptions {
  /** The way to its own database. It is closed with the domain. */
  readonly adapter: PrismaAdapter;
  /** Its database's log of what happened. It is closed with the domain. */
  readonly events: EventLog;
  /** The products, where stock is set aside. */
  readonly catalogue: Catalogue;
  readonly logger: Logger;
  /** Off reads every row by itself: what a graph costs without DataLoader. */
  readonly batching: boolean;
}

/** Carts, orders and sales, and the relay that carries decisions out, with no way yet to ask for them: this subgraph serves it, and so does the monolith. */
export type OrdersDomain = ReturnType<typeof openDomain>;

export function openDomain({ adapter, events, catalogue, logger, batching }: DomainOptions) {
  const prisma = new PrismaClient({ adapter });
  const orders = orderRepository(prisma);
  const lifecycle = orderLifecycle(prisma);
  const outbox = outboxRepository(prisma);
  const relay = startRelay({ outbox, handle: outboxHandler({ orders, lifecycle, catalogue, outbox }), logger });
  const ordering = { orders, lifecycle, carts: cartRepository(prisma), catalogue, wake: relay.wake };
  return {
    /** What one request has. */
    context: contextFactory(ordering, salesRepository(prisma), events, batching),
    /** Where writes with an `Idempotency-Key` are kept. */
    keyedRequests: keyedRequests(prisma),
    /** Whether the database answers. */
    check: async () => {
      await prisma.$queryRaw`SELECT 1`;
    },
    async close(): Promise<void> {
      await events.close();
      await relay.close();
      await prisma.$disconnect();
      await adapter.close();
    },
  };
}
