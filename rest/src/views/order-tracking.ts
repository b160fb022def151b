import { nullable } from "@threefold/rest-server";
import Type from "typebox";
import { list, object, Status, Time, text } from "./shapes.ts";
import { BY_ID, view } from "./view.ts";

/** Screen 10: how far an order has come. Followed, it is told anew when something happens; asked again and again, it is 304 until then. */
export const orderTracking = view({
  id: "viewOrderTracking",
  path: "/order-tracking/:id",
  summary: "Screen 10: how far an order has come",
  params: BY_ID,
  answer: object({
    number: Type.String(),
    status: Status,
    timeline: list(object({ status: Status, message: Type.String(), at: Time })),
    shipment: nullable(
      object({
        carrier: Type.String(),
        trackingNumber: Type.String(),
        expectedOn: Type.String(),
        deliveredAt: text,
      }),
    ),
  }),
  changes: ({ id }) => ({ service: "orders", path: `/orders/${encodeURIComponent(id)}/events` }),
  load: ({ params: { id } }, reader) =>
    reader.one<object>("orders", `/orders/${encodeURIComponent(id)}?fields=number,status,timeline,shipment`),
});
