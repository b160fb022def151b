import { pageRequest } from "@threefold/pagination";
import { column, DomainError, demand, selectedFields } from "@threefold/subgraph-server";
import type { GraphQLResolveInfo } from "graphql";
import { rules } from "../authorisation.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { money } from "../money.ts";
import { advanceOrder, cancelOrder, placeOrder } from "./actions.ts";
import { type OrderColumn, orderColumns } from "./columns.ts";
import { newestOrders } from "./orders.ts";

const NODE = ["edges", "node"] as const;
const wanted = (info: GraphQLResolveInfo, path?: readonly string[]) =>
  orderColumns(selectedFields(info, "Order", path));

export const orderResolvers = {
  Query: {
    order: (_, { id }, { orders }, info) => orders.loaders.byId(id, wanted(info)),
    orderByNumber: (_, { number }, { orders }, info) => orders.loaders.byNumber(number, wanted(info)),
    orders: async (_, args, { identity, orders }, info) => {
      demand(rules.orders, identity);
      return orders.repository.page(args.status ?? undefined, pageRequest(newestOrders, args), wanted(info, NODE));
    },
  },
  Mutation: {
    placeOrder: (_, { input }, { identity, ordering }) => placeOrder(ordering, identity, input),
    cancelOrder: (_, { id, reason }, { identity, ordering }) => cancelOrder(ordering, identity, id, reason),
    advanceOrder: (_, { id, from }, { identity, ordering }) => advanceOrder(ordering, identity, id, from),
  },
  Order: {
    __resolveReference: (reference, { orders }, info) => {
      const columns = wanted(info);
      return "id" in reference
        ? orders.loaders.byId(reference.id, columns)
        : orders.loaders.byNumber(reference.number, columns);
    },
    number: (row) => column(row, "number"),
    customer: ({ customerId }) => ({ id: customerId }),
    status: (row) => column(row, "status"),
    items: ({ id }, _args, { orders }) => orders.loaders.itemsOf(id),
    subtotal: (row) => money(column(row, "subtotalAmount"), column(row, "currency")),
    shippingCost: (row) => money(column(row, "shippingAmount"), column(row, "currency")),
    total: (row) => money(column(row, "totalAmount"), column(row, "currency")),
    shippingAddress: (row) => ({
      recipient: column(row, "recipient"),
      line1: column(row, "line1"),
      line2: column(row, "line2"),
      city: column(row, "city"),
      region: column(row, "region"),
      postalCode: column(row, "postalCode"),
      countryCode: column(row, "countryCode"),
    }),
    shipment: ({ id }, _args, { orders }) => orders.loaders.shipmentOf(id),
    timeline: ({ id }, _args, { orders }) => orders.loaders.timelineOf(id),
    statusReason: (row) => column(row, "statusReason"),
    placedAt: (row) => column(row, "placedAt"),
    updatedAt: (row) => column(row, "updatedAt"),
  },
  OrderItem: {
    __resolveReference: async ({ order: { id }, position }, { orders }) => {
      const order = await orders.loaders.byId(id, KEYS);
      if (!order) return null;
      return (await orders.loaders.itemsOf(order.id)).find((item) => item.position === position) ?? null;
    },
    order: async ({ orderId }, _args, { orders }, info) => seen(await orders.loaders.byId(orderId, wanted(info))),
    product: ({ productId }) => ({ id: productId }),
    nameAsBought: ({ productName }) => productName,
    unitPrice: ({ unitAmount }) => money(unitAmount),
    lineTotal: ({ unitAmount, quantity }) => money(unitAmount * BigInt(quantity)),
  },
  Shipment: {
    __resolveReference: async ({ id }, { orders }) => {
      const shipment = await orders.loaders.shipment(id);
      return shipment && (await orders.loaders.byId(shipment.orderId, KEYS)) ? shipment : null;
    },
    order: async ({ orderId }, _args, { orders }, info) => seen(await orders.loaders.byId(orderId, wanted(info))),
    expectedOn: ({ expectedOn }) => expectedOn.toISOString().slice(0, 10),
  },
  User: {
    orders: ({ id }, args, { identity, orders }, info) => {
      demand(rules.ordersOf, identity, id);
      return orders.loaders.pageByCustomer(id, args.status ?? undefined, args, wanted(info, NODE));
    },
    lifetimeSpend: async ({ id }, _args, { identity, orders }) => {
      demand(rules.ordersOf, identity, id);
      return money(await orders.loaders.spentBy(id));
    },
  },
} satisfies Resolvers;

const KEYS: OrderColumn[] = ["customerId", "id"];

/** An item or shipment was reached by way of its order, which the person asking may see. */
function seen<Row>(row: Row | null): Row {
  if (row) return row;
  throw new DomainError("NOT_FOUND", "There is no such order.");
}
