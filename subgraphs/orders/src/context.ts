import type { EventLog } from "@threefold/events";
import type { Verified } from "@threefold/identity";
import { loaders as requestLoaders } from "@threefold/subgraph-server";
import { cartLoaders } from "./cart/loaders.ts";
import type { Ordering } from "./order/actions.ts";
import { orderLoaders } from "./order/loaders.ts";
import { salesLoaders } from "./sales/loaders.ts";
import type { SalesRepository } from "./sales/repository.ts";

/** What one request has: who asks, and each feature's repository with loaders that live as long as the request. @public for generated types */
export type Context = ReturnType<ReturnType<typeof contextFactory>>;

/**
 * @param batching off makes every loader read each key by itself, to show what that costs
 */
export function contextFactory(ordering: Ordering, sales: SalesRepository, events: EventLog, batching: boolean) {
  return (caller: Verified, afterEventId?: string) => {
    const loaders = requestLoaders(batching);
    const { identity } = caller;
    return {
      caller,
      identity,
      ordering,
      events,
      afterEventId,
      orders: { repository: ordering.orders, loaders: orderLoaders(loaders, ordering.orders, identity) },
      carts: { loaders: cartLoaders(loaders, ordering.carts) },
      sales: { repository: sales, loaders: salesLoaders(loaders, sales) },
    };
  };
}
