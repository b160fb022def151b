import { nullable } from "@threefold/rest-server";
import Type from "typebox";
import { begun, Folded } from "./folded.ts";
import type { Parts } from "./part.ts";
import type { Order, Reader } from "./resources.ts";
import { list, Money, object, person, picture, Status } from "./shapes.ts";
import { BY_ID, view } from "./view.ts";

const FIELDS = "number,status,subtotal,shippingCost,total,shippingAddress,customerId,shipment,items";

/** Screen 7: one order with all that belongs to it. */
export const orderDetail = view({
  id: "viewOrderDetail",
  path: "/order-detail/:id",
  summary: "Screen 7: an order with its lines, products, customer, address and parcel",
  params: BY_ID,
  folds: true,
  answer: object({
    number: Type.String(),
    status: Status,
    subtotal: Money,
    shippingCost: Money,
    total: Money,
    customer: person,
    shippingAddress: object({
      recipient: Type.String(),
      line1: Type.String(),
      city: Type.String(),
      postalCode: Type.String(),
      countryCode: Type.String(),
    }),
    items: list(
      object({
        nameAsBought: Type.String(),
        quantity: Type.Integer(),
        lineTotal: Money,
        thumbnail: picture,
      }),
    ),
    shipment: nullable(object({ carrier: Type.String(), trackingNumber: Type.String(), expectedOn: Type.String() })),
  }),
  async load({ params: { id } }, reader, parts) {
    const order = await reader.one<Order>("orders", `/orders/${encodeURIComponent(id)}?fields=${FIELDS}`);
    if (!order) return null;
    const { items, ...facts } = order;
    const lines = begun(linesOfOrder(items, reader, parts));
    const names = await parts.get("customer", "users", undefined, reader.names([order.customerId]));
    return new Folded({ ...facts, customer: names?.get(order.customerId) ?? null }, [lines]);
  },
});

async function linesOfOrder(items: Order["items"], reader: Reader, parts: Parts) {
  const ids = items.map(({ productId }) => productId);
  const products = await parts.get("thumbnail", "products", undefined, reader.products(ids, "thumbnail"));
  return { "/items": items.map((item) => ({ ...item, thumbnail: products?.get(item.productId)?.thumbnail ?? null })) };
}
