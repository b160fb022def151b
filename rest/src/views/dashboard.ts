import { nullable } from "@threefold/rest-server";
import Type from "typebox";
import { list, Money, money, object, person, Status, Time, text } from "./shapes.ts";
import { view } from "./view.ts";

interface Summary {
  readonly topProducts: readonly { readonly productId: string }[];
}

/** Screen 9: figures and the last orders, for staff. */
export const dashboard = view({
  id: "viewDashboard",
  path: "/dashboard",
  summary: "Screen 9: sales of some days, what sold best, and the last ten orders. For staff.",
  query: Type.Object({ from: Type.String({ format: "date" }), to: Type.String({ format: "date" }) }),
  answer: object({
    orderCount: Type.Integer(),
    revenue: Money,
    averageOrderValue: money,
    byStatus: list(object({ status: Status, count: Type.Integer() })),
    byDay: list(object({ date: Type.String(), orderCount: Type.Integer(), revenue: Money })),
    topProducts: list(object({ productId: Type.String(), unitsSold: Type.Integer(), revenue: Money, name: text })),
    lastOrders: nullable(
      list(
        object({
          id: Type.String(),
          number: Type.String(),
          status: Status,
          total: Money,
          placedAt: Time,
          customer: person,
        }),
      ),
    ),
  }),
  async load({ query }, reader, parts) {
    const [summary, orders] = await Promise.all([
      reader.one<Summary>("orders", `/sales/summary?${new URLSearchParams(query)}`),
      reader.list<{ customerId: string }>("orders", "/orders?limit=10&fields=number,status,total,placedAt,customerId"),
    ]);
    if (!summary) return null;
    const [products, people] = await Promise.all([
      parts.get(
        "name",
        "products",
        undefined,
        reader.products(
          summary.topProducts.map(({ productId }) => productId),
          "name",
        ),
      ),
      parts.get(
        "customer",
        "users",
        undefined,
        reader.users(
          orders.body.data.map(({ customerId }) => customerId),
          "displayName,avatarUrl",
        ),
      ),
    ]);
    return {
      ...summary,
      topProducts: summary.topProducts.map((top) => ({ ...top, name: products?.get(top.productId)?.name ?? null })),
      lastOrders: orders.body.data.map((order) => ({ ...order, customer: people?.get(order.customerId) ?? null })),
    };
  },
});
