import { pageRequest } from "@threefold/pagination";
import { nullable, PERSONAL, type RestApi } from "@threefold/rest-server";
import { column, demand, isUuid } from "@threefold/subgraph-server";
import {
  BY_ID,
  found,
  IDS,
  idsOf,
  listed,
  Money,
  PAGE,
  pageOf,
  resource,
  rowsOf,
} from "@threefold/subgraph-server/rest";
import Type from "typebox";
import { rules } from "../authorisation.ts";
import type { Context } from "../context.ts";
import { money } from "../money.ts";
import { advanceOrder, cancelOrder, placeOrder } from "./actions.ts";
import { type OrderRow, orderColumns } from "./columns.ts";
import { addOrderEvents } from "./events-rest.ts";
import { newestOrders } from "./orders.ts";
import type { OrderItemRow, ShipmentRow, TimelineRow } from "./repository.ts";
import { NewOrder, Order, OrderEvent, OrderItem, Shipment, Status } from "./schema.ts";

const showItem = ({ position, productId, productName, unitAmount, quantity }: OrderItemRow) => ({
  position,
  productId,
  nameAsBought: productName,
  unitPrice: money(unitAmount),
  quantity,
  lineTotal: money(unitAmount * BigInt(quantity)),
});

const showShipment = ({ id, carrier, trackingNumber, shippedAt, expectedOn, deliveredAt }: ShipmentRow) => ({
  id,
  carrier,
  trackingNumber,
  shippedAt: shippedAt.toISOString(),
  expectedOn: expectedOn.toISOString().slice(0, 10),
  deliveredAt: deliveredAt?.toISOString() ?? null,
});

const showEvent = ({ status, message, at }: TimelineRow) => ({ status, message, at: at.toISOString() });

const order = resource({
  fields: {
    id: (row: OrderRow) => row.id,
    number: (row) => column(row, "number"),
    customerId: (row) => row.customerId,
    status: (row) => column(row, "status"),
    items: async ({ id }, { orders }: Context) => (await orders.loaders.itemsOf(id)).map(showItem),
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
    shipment: async ({ id }, { orders }: Context) => {
      const shipment = await orders.loaders.shipmentOf(id);
      return shipment && showShipment(shipment);
    },
    timeline: async ({ id }, { orders }: Context) => (await orders.loaders.timelineOf(id)).map(showEvent),
    statusReason: (row) => column(row, "statusReason"),
    placedAt: (row) => column(row, "placedAt").toISOString(),
    updatedAt: (row) => column(row, "updatedAt").toISOString(),
  },
  full: [
    "id",
    "number",
    "customerId",
    "status",
    "items",
    "subtotal",
    "shippingCost",
    "total",
    "shippingAddress",
    "shipment",
    "timeline",
    "statusReason",
    "placedAt",
    "updatedAt",
  ],
  summary: ["id", "number", "status", "total", "placedAt"],
});

const columnsFor = (fields: readonly string[]) => orderColumns(new Set(fields));

const CHOICE = Type.Object(order.choice);
const LISTING = { ...PAGE, status: Type.Optional(Status), ...order.choice };
const tag = "orders";

export function addOrderRoutes(api: RestApi<Context>): void {
  addReads(api);
  addParts(api);
  addWrites(api);
  addOrderEvents(api);
}

function addReads(api: RestApi<Context>): void {
  api.list({
    id: "listOrders",
    tag,
    summary: "Those with the given ids or number that whoever asks may see; all orders, newest first, for staff",
    path: "/orders",
    query: Type.Object({ ...LISTING, ids: Type.Optional(IDS), number: Type.Optional(Type.String()) }),
    item: Order,
    cache: PERSONAL,
    async handle({ query }, context) {
      const { identity, orders } = context;
      const fields = order.chosen(query);
      const columns = columnsFor(fields);
      if (query.ids !== undefined) {
        const rows = await Promise.all(idsOf(query.ids).map((id) => orders.loaders.byId(id, columns)));
        return { data: await order.showAll(found(rows), fields, context) };
      }
      if (query.number !== undefined) {
        const row = await orders.loaders.byNumber(query.number, columns);
        return { data: await order.showAll(found([row]), fields, context) };
      }
      demand(rules.orders, identity);
      const page = await orders.repository.page(query.status, pageRequest(newestOrders, pageOf(query)), columns);
      return listed(page, await order.showAll(rowsOf(page), fields, context));
    },
  });

  api.list({
    id: "listOrdersOfUser",
    tag,
    summary: "What somebody ordered, newest first; `me` is whoever asks. For themselves and staff.",
    path: "/users/:id/orders",
    params: BY_ID,
    query: Type.Object(LISTING),
    item: Order,
    cache: PERSONAL,
    async handle({ params, query }, context) {
      const id = personMeant(params.id, context);
      demand(rules.ordersOf, context.identity, id);
      if (!isUuid(id)) return null;
      const fields = order.chosen(query);
      const page = await context.orders.loaders.pageByCustomer(id, query.status, pageOf(query), columnsFor(fields));
      return listed(page, await order.showAll(rowsOf(page), fields, context));
    },
  });

  api.read({
    id: "getLifetimeSpend",
    tag,
    summary: "What somebody has spent in all, without what was rejected or cancelled. For themselves and staff.",
    path: "/users/:id/lifetime-spend",
    params: BY_ID,
    answer: Money,
    cache: PERSONAL,
    async handle({ params }, context) {
      const id = personMeant(params.id, context);
      demand(rules.ordersOf, context.identity, id);
      return isUuid(id) ? money(await context.orders.loaders.spentBy(id)) : null;
    },
  });

  api.read({
    id: "getOrder",
    tag,
    summary: "One order, for its customer and staff",
    path: "/orders/:id",
    params: BY_ID,
    query: CHOICE,
    answer: Order,
    cache: PERSONAL,
    async handle({ params, query }, context) {
      const fields = order.chosen(query);
      const row = await context.orders.loaders.byId(params.id, columnsFor(fields));
      return row && order.show(row, fields, context);
    },
  });
}

/** What stands in an order, each by itself. */
function addParts(api: RestApi<Context>): void {
  const shared = { tag, params: BY_ID, cache: PERSONAL };
  const existing = (id: string, { orders }: Context) => orders.loaders.byId(id, columnsFor([]));

  api.list({
    ...shared,
    id: "listOrderItems",
    summary: "The lines of an order, in the order they were entered",
    path: "/orders/:id/items",
    item: OrderItem,
    async handle({ params }, context) {
      const row = await existing(params.id, context);
      return row && { data: (await context.orders.loaders.itemsOf(row.id)).map(showItem) };
    },
  });

  api.list({
    ...shared,
    id: "listOrderEvents",
    summary: "What happened to an order, oldest first",
    path: "/orders/:id/timeline",
    item: OrderEvent,
    async handle({ params }, context) {
      const row = await existing(params.id, context);
      return row && { data: (await context.orders.loaders.timelineOf(row.id)).map(showEvent) };
    },
  });

  api.read({
    ...shared,
    id: "getShipment",
    summary: "The parcel of an order that was shipped",
    path: "/orders/:id/shipment",
    answer: Shipment,
    async handle({ params }, context) {
      const row = await existing(params.id, context);
      const shipment = row && (await context.orders.loaders.shipmentOf(row.id));
      return shipment && showShipment(shipment);
    },
  });
}

function addWrites(api: RestApi<Context>): void {
  const all = order.chosen({});

  api.write({
    id: "placeOrder",
    tag,
    summary: "Orders what is in one's own cart, or the items given. The same key twice gives the same order once.",
    method: "POST",
    path: "/orders",
    body: NewOrder,
    answer: Order,
    status: 201,
    keyed: "needed",
    location: ({ id }) => `orders/${id}`,
    async handle({ body, idempotencyKey }, context) {
      const { items, ...rest } = body;
      const input = { ...rest, items: items ?? null, idempotencyKey };
      return order.show(await placeOrder(context.ordering, context.identity, input), all, context);
    },
  });

  api.write({
    id: "cancelOrder",
    tag,
    summary: "Calls an order off that has not been shipped. By its customer or staff.",
    method: "POST",
    path: "/orders/:id/cancellation",
    params: BY_ID,
    body: Type.Object({ reason: Type.Optional(nullable(Type.String())) }, { additionalProperties: false }),
    answer: Order,
    async handle({ params, body }, context) {
      const row = await cancelOrder(context.ordering, context.identity, params.id, body.reason);
      return order.show(row, all, context);
    },
  });

  api.write({
    id: "advanceOrder",
    tag,
    summary:
      "Moves a confirmed order on: confirmed to shipped, shipped to delivered; with `from`, only if it stands there. By staff.",
    method: "POST",
    path: "/orders/:id/advancement",
    params: BY_ID,
    query: Type.Object({ from: Type.Optional(Status) }),
    answer: Order,
    async handle({ params, query }, context) {
      return order.show(await advanceOrder(context.ordering, context.identity, params.id, query.from), all, context);
    },
  });
}

/** `me` is whoever asks; of nobody it is nobody. */
export const personMeant = (id: string, { identity }: Context): string =>
  id === "me" ? (identity.kind === "person" ? identity.id : "") : id.toLowerCase();
