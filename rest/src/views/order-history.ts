import Type from "typebox";
import type { Order } from "./resources.ts";
import { list, Money, object, picture, Status, Time, text } from "./shapes.ts";
import { view } from "./view.ts";

/** Screen 6: one's last orders, with a picture of each thing. */
export const orderHistory = view({
  id: "viewOrderHistory",
  path: "/order-history",
  summary: "Screen 6: ten of one's own orders with thumbnails",
  query: Type.Object({ after: Type.Optional(Type.String()) }),
  answer: object({
    orders: list(
      object({
        number: Type.String(),
        status: Status,
        total: Money,
        placedAt: Time,
        thumbnails: list(picture),
      }),
    ),
    next: text,
  }),
  async load({ query }, reader, parts) {
    const fields = "number,status,total,placedAt,items";
    const path = `/users/me/orders?${new URLSearchParams({ ...query, limit: "10", fields })}`;
    const { body, next } = await reader.list<Order>("orders", path);
    const ids = body.data.flatMap(({ items }) => items.map(({ productId }) => productId));
    const products = await parts.get("thumbnails", "products", undefined, reader.products(ids, "thumbnail"));
    return {
      orders: body.data.map((order) => ({
        ...order,
        thumbnails: order.items.map(({ productId }) => products?.get(productId)?.thumbnail ?? null),
      })),
      next: next ?? null,
    };
  },
});
