import type { Identity } from "@threefold/identity";
import { type Connection, type PageArguments, pageRequest } from "@threefold/pagination";
import { allows, isStorable, isUuid, type Loaders } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";
import type { OrderStatus } from "../generated/prisma/client.ts";
import type { OrderColumn, OrderRow } from "./columns.ts";
import { newestOrders } from "./orders.ts";
import type { OrderRepository } from "./repository.ts";

type Columns = readonly OrderColumn[];

/** Orders by what refers to them. One that the person asking may not see is not found, by whatever way it is asked for. */
export function orderLoaders(loaders: Loaders, orders: OrderRepository, identity: Identity) {
  const visible = (row: OrderRow | null) => (row && allows(rules.order, identity, row.customerId) ? row : null);
  return {
    async byId(id: string, columns: Columns): Promise<OrderRow | null> {
      if (!isUuid(id)) return null;
      const name = `order by id: ${columns}`;
      return visible(await loaders.get(name, (ids) => orders.byIds(ids, columns)).load(id.toLowerCase()));
    },

    async byNumber(number: string, columns: Columns): Promise<OrderRow | null> {
      if (!isStorable(number)) return null;
      const name = `order by number: ${columns}`;
      return visible(await loaders.get(name, (numbers) => orders.byNumbers(numbers, columns)).load(number));
    },

    async pageByCustomer(customerId: string, status: OrderStatus | undefined, args: PageArguments, columns: Columns) {
      const page = pageRequest(newestOrders, args, 100, 10);
      const name = `orders of customer: ${status ?? ""} ${page.first} ${args.after ?? ""} ${columns}`;
      return loaders
        .get<Connection<OrderRow>>(name, (customers) => orders.pagesByCustomer(customers, status, page, columns))
        .load(customerId);
    },

    itemsOf: async (orderId: string) => loaders.get("items of order", orders.itemsByOrders).load(orderId),
    timelineOf: async (orderId: string) => loaders.get("timeline of order", orders.timelinesByOrders).load(orderId),
    shipmentOf: async (orderId: string) => loaders.get("shipment of order", orders.shipmentsByOrders).load(orderId),
    shipment: async (id: string) =>
      isUuid(id) ? loaders.get("shipment by id", orders.shipmentsByIds).load(id.toLowerCase()) : null,
    spentBy: async (customerId: string) => loaders.get("spent by customer", orders.spentByCustomers).load(customerId),
  };
}
