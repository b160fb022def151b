import { expect, inject, it, vi } from "vitest";
import { ask, signIn } from "../system/client.ts";
import { startMonolith } from "./monolith.ts";

const PLACE = `mutation ($key: String!, $product: ID!) { placeOrder(input: {
  idempotencyKey: $key, items: [{ productId: $product, quantity: 1 }],
  shippingAddress: { recipient: "Ada", line1: "1 Way", city: "Berlin", postalCode: "10115", countryCode: "DE" }
}) { id status } }`;

it("takes an order, sets its stock aside in the same process, and the gateway sees it confirmed", async () => {
  await using monolith = await startMonolith(inject("system"));
  const token = await signIn("ada");
  const { data: shop } = await ask<{ products: { edges: { node: { id: string } }[] } }>(
    "{ products(first: 1, filter: { inStock: true }) { edges { node { id } } } }",
  );
  const product = shop.products.edges[0]?.node.id;
  const variables = { key: crypto.randomUUID(), product };
  const placed = await monolith.ask<{ placeOrder: { id: string; status: string } }>(PLACE, variables, { token });
  expect(placed.errors).toBeUndefined();
  expect(placed.data.placeOrder.status).toBe("PENDING");
  const status = async () => {
    const query = "query ($id: ID!) { order(id: $id) { status } }";
    return (await ask<{ order: { status: string } }>(query, { id: placed.data.placeOrder.id }, { token })).data.order;
  };
  await vi.waitFor(async () => expect(await status()).toEqual({ status: "CONFIRMED" }), 10_000);
});

it("refuses what the gateway refuses: a token that is none", async () => {
  await using monolith = await startMonolith(inject("system"));
  const { status, errors } = await monolith.ask("{ me { id } }", {}, { token: "nonsense" });
  expect({ status, code: errors?.[0]?.extensions?.["code"] }).toEqual({ status: 401, code: "UNAUTHENTICATED" });
});
