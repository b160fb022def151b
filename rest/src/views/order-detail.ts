import { nullable } from "@threefold/rest-server";
import Type from "typebox";
import { begun, Folded } from "./folded.ts";
import type { Parts } from "./part.ts";
import type { Order, Reader } from "./resources.ts";
import { list, Money, object, person, picture, Status, Time, text } from "./shapes.ts";
import { BY_ID, view } from "./view.ts";

/** Screen 7: one order with all that belongs to it. */
export const orderDetail = view({
  id: "viewOrderDetail",
  path: "/order-detail/:id",
  summary: "Screen 7: an order with its lines, products, customer, address and parcel",
  params: BY_ID,
  folds: true,
  answer: object({
    id: Type.String(),
    number: Type.String(),
    status: Status,
    statusReason: text,
    subtotal: Money,
    shippingCost: Money,
    total: Money,
    placedAt: Time,
    customer: person,
    shippingAddress: object({
      recipient: Type.String(),
      line1: Type.String(),
      line2: text,
      city: Type.String(),
      region: text,
      postalCode: Type.String(),
      countryCode: Type.String(),
    }),
    items: list(
      object({
        position: Type.Integer(),
        productId: Type.String(),
        nameAsBought: Type.String(),
        unitPrice: Money,
        quantity: Type.Integer(),
        lineTotal: Money,
        thumbnail: picture,
      }),
    ),
    shipment: nullable(
      object({
        carrier: Type.String(),
        trackingNumber: Type.String(),
        shippedAt: Time,
        expectedOn: Type.String(),
        deliveredAt: text,
      }),
    ),
    timeline: list(object({ status: Status, message: Type.String(), at: Time })),
  }),
  async load({ params: { id } }, reader, parts) {
    const order = await reader.one<Order>("orders", `/orders/${encodeURIComponent(id)}`);
    if (!order) return null;
    const { items, ...facts } = order;
    const lines = begun(linesOfOrder(items, reader, parts));
    const people = await parts.get(
      "customer",
      "users",
      undefined,
      reader.users([order.customerId], "displayName,avatarUrl"),
    );
    return new Folded({ ...facts, customer: people?.get(order.customerId) ?? null }, [lines]);
  },
});

async function linesOfOrder(items: Order["items"], reader: Reader, parts: Parts) {
  const ids = items.map(({ productId }) => productId);
  const products = await parts.get("thumbnail", "products", undefined, reader.products(ids, "thumbnail"));
  return { "/items": items.map((item) => ({ ...item, thumbnail: products?.get(item.productId)?.thumbnail ?? null })) };
}
