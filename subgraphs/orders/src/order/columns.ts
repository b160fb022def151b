import { columnsOf, type Row } from "@threefold/subgraph-server";
import type { Order } from "../generated/prisma/client.ts";
import type { OrderResolvers } from "../generated/resolvers.ts";

export type OrderColumn = keyof Order;
/** The customer is read with every order: whether it may be seen depends on them. */
export type OrderRow = Row<Order, "id" | "customerId">;

const ADDRESS = ["recipient", "line1", "line2", "city", "region", "postalCode", "countryCode"] as const;

/** Which columns each field of the graph's Order is made of. A field with none has its own loader. */
const NEEDS = {
  id: [],
  number: ["number"],
  customer: [],
  status: ["status"],
  items: [],
  subtotal: ["subtotalAmount", "currency"],
  shippingCost: ["shippingAmount", "currency"],
  total: ["totalAmount", "currency"],
  shippingAddress: ADDRESS,
  shipment: [],
  timeline: [],
  statusReason: ["statusReason"],
  placedAt: ["placedAt"],
  updatedAt: ["updatedAt"],
} as const satisfies Record<keyof Omit<OrderResolvers, "__resolveReference" | "__isTypeOf">, readonly OrderColumn[]>;

export const orderColumns = (fields: ReadonlySet<string>): OrderColumn[] =>
  columnsOf<OrderColumn>(fields, NEEDS, ["id", "customerId"]);

/** Every column: for an order that was just changed, whatever is asked of it. */
export const allOrderColumns = orderColumns(new Set(Object.keys(NEEDS)));
