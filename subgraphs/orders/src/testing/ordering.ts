import { type Entities, person } from "@threefold/subgraph-server/testing";
import { expect, vi } from "vitest";
import type { TestOrders } from "./index.ts";

export type Asker = Parameters<TestOrders["ask"]>[2];

export const shippingAddress = {
  recipient: "Ada",
  line1: "1 Analytical Way",
  city: "Berlin",
  postalCode: "10115",
  countryCode: "DE",
};

export const PLACE = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) { id number status subtotal { amount } shippingCost { amount } total { amount currency } items { position quantity nameAsBought lineTotal { amount } } }
}`;
const ORDER =
  "query ($id: ID!) { order(id: $id) { status statusReason timeline { status message } shipment { carrier trackingNumber expectedOn deliveredAt } } }";

interface SeenOrder {
  status: string;
  statusReason: string | null;
  timeline: { status: string; message: string }[];
}

export const key = () => `key-${crypto.randomUUID()}`;

/**
 * What tests do with orders, as clients do it.
 * @param subgraph gives the one to ask: tests begin before it has started
 */
export function ordering(subgraph: () => TestOrders) {
  const orderOf = async (id: string, as: Asker) =>
    (await subgraph().ask<{ order: SeenOrder }>(ORDER, { id }, as)).data.order;
  return {
    place: (as: Asker, items: { productId: string; quantity: number }[] | undefined, idempotencyKey = key()) =>
      subgraph().ask<{ placeOrder: { id: string } }>(
        PLACE,
        { input: { idempotencyKey, shippingAddress, ...(items && { items }) } },
        as,
      ),
    orderOf,
    /** Waits until the order stands there: the relay works by itself. */
    becomes: (id: string, status: string, as: Asker = person("STAFF")) =>
      vi.waitFor(async () => {
        const order = await orderOf(id, as);
        expect(order.status).toBe(status);
        return order;
      }, 10_000),
    async soldOf(productId: string) {
      const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Product", id: $id }]) { ... on Product { unitsSold } } }`;
      const { data } = await subgraph().ask<Entities<{ unitsSold: number }>>(query, { id: productId });
      return data._entities[0]?.unitsSold;
    },
  };
}
