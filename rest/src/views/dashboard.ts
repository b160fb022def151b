import { nullable } from "@threefold/rest-server";
import Type from "typebox";
import { begun, Folded } from "./folded.ts";
import type { Parts } from "./part.ts";
import type { Reader } from "./resources.ts";
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
  folds: true,
  async load({ query }, reader, parts) {
    const orders = begun(lastOrders(reader, parts));
    const summary = await reader.one<Summary>("orders", `/sales/summary?${new URLSearchParams(query)}`);
    if (!summary) return null;
    const { topProducts, ...figures } = summary;
    return new Folded(figures, [bestSellers(topProducts, reader, parts), orders]);
  },
});

async function bestSellers(top: Summary["topProducts"], reader: Reader, parts: Parts) {
  const ids = top.map(({ productId }) => productId);
  const products = await parts.get("name", "products", undefined, reader.products(ids, "name"));
  return { "/topProducts": top.map((sold) => ({ ...sold, name: products?.get(sold.productId)?.name ?? null })) };
}

async function lastOrders(reader: Reader, parts: Parts) {
  const path = "/orders?limit=10&fields=number,status,total,placedAt,customerId";
  const orders = (await reader.list<{ customerId: string }>("orders", path)).body.data;
  const ids = orders.map(({ customerId }) => customerId);
  const people = await parts.get("customer", "users", undefined, reader.users(ids, "displayName,avatarUrl"));
  return { "/lastOrders": orders.map((order) => ({ ...order, customer: people?.get(order.customerId) ?? null })) };
}
