import { nullable } from "@threefold/rest-server";
import { Id, Money, Time } from "@threefold/subgraph-server/rest";
import Type from "typebox";

export const Status = Type.Enum(["PENDING", "CONFIRMED", "REJECTED", "SHIPPED", "DELIVERED", "CANCELLED"], {
  description: "PENDING → CONFIRMED or REJECTED; CONFIRMED → SHIPPED → DELIVERED; PENDING or CONFIRMED → CANCELLED.",
});

export const OrderItem = Type.Object(
  {
    position: Type.Integer({ description: "Which line, counted from 1." }),
    productId: Type.String(),
    nameAsBought: Type.String(),
    unitPrice: Money,
    quantity: Type.Integer(),
    lineTotal: Money,
  },
  { description: "One line of an order.", additionalProperties: false },
);

export const Shipment = Type.Object(
  {
    id: Id,
    carrier: Type.String(),
    trackingNumber: Type.String(),
    shippedAt: Time,
    expectedOn: Type.String({ format: "date", description: "The day it should arrive." }),
    deliveredAt: nullable(Time),
  },
  { description: "A parcel on its way.", additionalProperties: false },
);

export const OrderEvent = Type.Object(
  { status: Status, message: Type.String(), at: Time },
  { description: "Something that happened to an order.", additionalProperties: false },
);

const address = {
  recipient: Type.String(),
  line1: Type.String(),
  city: Type.String(),
  postalCode: Type.String(),
  countryCode: Type.String({ description: "An ISO 3166 code of two capital letters." }),
};
const line = nullable(Type.String());

/** An order as REST shows it. Which members are there is the client's choice (`fields`, `view`); `id` always is. */
export const Order = Type.Object(
  {
    id: Id,
    ...Type.Partial(
      Type.Object({
        number: Type.String({ description: "What people call it by, for example TF-2026-000042." }),
        customerId: Type.String(),
        status: Status,
        items: Type.Array(OrderItem),
        subtotal: Money,
        shippingCost: Money,
        total: Money,
        shippingAddress: Type.Object({ ...address, line2: line, region: line }, { additionalProperties: false }),
        shipment: nullable(Shipment),
        timeline: Type.Array(OrderEvent, { description: "What happened to it, oldest first." }),
        statusReason: nullable(Type.String({ description: "Why it was rejected or cancelled." })),
        placedAt: Time,
        updatedAt: Time,
      }),
    ).properties,
  },
  { $id: "Order", description: "What a customer bought, and how far it has come.", additionalProperties: false },
);

export const NewOrder = Type.Object(
  {
    shippingAddress: Type.Object(
      { ...address, line2: Type.Optional(line), region: Type.Optional(line) },
      { additionalProperties: false },
    ),
    items: Type.Optional(
      nullable(
        Type.Array(
          Type.Object({ productId: Type.String(), quantity: Type.Integer() }, { additionalProperties: false }),
          {
            description:
              "What to order, each product once. Left out or null: what is in the cart, which is then empty.",
          },
        ),
      ),
    ),
  },
  { additionalProperties: false },
);
