import { type Connection, type PageRequest, pagesByParent, toConnection } from "@threefold/pagination";
import { inOrder } from "@threefold/subgraph-server";
import type { OrderItem, OrderStatus, PrismaClient, Shipment, TimelineEntry } from "../generated/prisma/client.ts";
import type { OrderColumn, OrderRow } from "./columns.ts";
import { newestOrders } from "./orders.ts";

type Columns = readonly OrderColumn[];

export type OrderItemRow = Pick<
  OrderItem,
  "orderId" | "position" | "productId" | "productName" | "unitAmount" | "quantity"
>;
export type TimelineRow = Pick<TimelineEntry, "status" | "message" | "at">;
export type ShipmentRow = Shipment;

export type OrderRepository = ReturnType<typeof orderRepository>;

/** Orders in the database, for those who read them. What changes them is in lifecycle.ts. */
export function orderRepository(prisma: PrismaClient) {
  return {
    async byIds(ids: readonly string[], columns: Columns): Promise<(OrderRow | null)[]> {
      const rows: OrderRow[] = await prisma.order.findMany({
        where: { id: { in: [...ids] } },
        select: select(columns),
      });
      return inOrder(ids, rows, (row) => row.id);
    },

    async byNumbers(numbers: readonly string[], columns: Columns): Promise<(OrderRow | null)[]> {
      const rows: OrderRow[] = await prisma.order.findMany({
        where: { number: { in: [...numbers] } },
        select: select([...columns, "number"]),
      });
      return inOrder(numbers, rows, (row) => row.number ?? "");
    },

    async page(status: OrderStatus | undefined, page: PageRequest, columns: Columns): Promise<Connection<OrderRow>> {
      const rows: OrderRow[] = await prisma.order.findMany({
        where: { AND: [status ? { status } : {}, page.after ? newestOrders.after(page.after) : {}] },
        orderBy: newestOrders.orderBy,
        take: page.first + 1,
        select: select([...columns, "placedAt"]),
      });
      return toConnection(newestOrders, page, rows);
    },

    async pagesByCustomer(
      customers: readonly string[],
      status: OrderStatus | undefined,
      page: PageRequest,
      columns: Columns,
    ): Promise<Connection<OrderRow>[]> {
      const pages = await pagesByParent<OrderRow>(prisma, customers, {
        table: "order",
        join: "customer_id = parent.key",
        fields: columns,
        order: newestOrders,
        page,
        where: status && { sql: "status = ?::order_status", values: [status] },
      });
      return pages.map((rows) => toConnection(newestOrders, page, rows));
    },

    async itemsByOrders(orders: readonly string[]): Promise<OrderItemRow[][]> {
      const rows = await prisma.orderItem.findMany({
        where: { orderId: { in: [...orders] } },
        orderBy: [{ orderId: "asc" }, { position: "asc" }],
      });
      return grouped(orders, rows, (row) => row.orderId);
    },

    async timelinesByOrders(orders: readonly string[]): Promise<TimelineRow[][]> {
      const rows = await prisma.timelineEntry.findMany({
        where: { orderId: { in: [...orders] } },
        orderBy: [{ orderId: "asc" }, { position: "asc" }],
        select: { orderId: true, status: true, message: true, at: true },
      });
      return grouped(orders, rows, (row) => row.orderId);
    },

    async shipmentsByOrders(orders: readonly string[]): Promise<(ShipmentRow | null)[]> {
      const rows = await prisma.shipment.findMany({ where: { orderId: { in: [...orders] } } });
      return inOrder(orders, rows, (row) => row.orderId);
    },

    async shipmentsByIds(ids: readonly string[]): Promise<(ShipmentRow | null)[]> {
      return inOrder(ids, await prisma.shipment.findMany({ where: { id: { in: [...ids] } } }), (row) => row.id);
    },

    /** What each customer has spent, without what was rejected or cancelled. */
    async spentByCustomers(customers: readonly string[]): Promise<bigint[]> {
      const sums = await prisma.order.groupBy({
        by: ["customerId"],
        where: { customerId: { in: [...customers] }, status: { notIn: ["REJECTED", "CANCELLED"] } },
        _sum: { totalAmount: true },
      });
      const byCustomer = new Map(sums.map((sum) => [sum.customerId, sum._sum.totalAmount ?? 0n]));
      return customers.map((customer) => byCustomer.get(customer) ?? 0n);
    },
  };
}

const select = (columns: Columns) =>
  ({ ...Object.fromEntries(columns.map((column) => [column, true])), id: true, customerId: true }) as const;

function grouped<Row>(keys: readonly string[], rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const byKey = Map.groupBy(rows, keyOf);
  return keys.map((key) => byKey.get(key) ?? []);
}
