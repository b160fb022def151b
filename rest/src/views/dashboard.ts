import Type from "typebox";
import { begun, Folded } from "./folded.ts";
import type { Parts } from "./part.ts";
import type { Reader } from "./resources.ts";
import { list, Money, object, person, Status, text } from "./shapes.ts";
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
    byStatus: list(object({ status: Status, count: Type.Integer() })),
    topProducts: list(object({ unitsSold: Type.Integer(), name: text })),
    lastOrders: list(object({ number: Type.String(), status: Status, total: Money, customer: person })),
  }),
  folds: true,
  async load({ query }, reader, parts) {
    const orders = begun(lastOrders(reader, parts));
    const days = new URLSearchParams({ ...query, fields: "orderCount,revenue,byStatus,topProducts" });
    const summary = await reader.one<Summary>("orders", `/sales/summary?${days}`);
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
  const path = "/orders?limit=10&fields=number,status,total,customerId";
  const orders = (await reader.list<{ customerId: string }>("orders", path)).body.data;
  const ids = orders.map(({ customerId }) => customerId);
  const names = await parts.get("customer", "users", undefined, reader.names(ids));
  return { "/lastOrders": orders.map((order) => ({ ...order, customer: names?.get(order.customerId) ?? null })) };
}
