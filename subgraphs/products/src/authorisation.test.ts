import {
  callerOf,
  expectedOf,
  KINDS,
  outcomeOf,
  type ProductsFixture,
  productProbes,
  productRestProbes,
  restOutcomeOf,
} from "@threefold/authorisation";
import { withConnection } from "@threefold/database";
import { person } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rules } from "./authorisation.ts";
import { startTestProducts, type TestProducts } from "./testing/index.ts";

const owner = person("SELLER");
let products: TestProducts;
let fixture: ProductsFixture;
beforeAll(async () => {
  products = await startTestProducts();
  const productId = await products.addProduct({ sellerId: owner.id });
  const otherProductId = await products.addProduct();
  const { data } = await products.ask<{ reviewProduct: { id: string } }>(
    `mutation ($productId: ID!) {
      reviewProduct(input: { productId: $productId, rating: 5, title: "A lamp", body: "It shines." }) { id }
    }`,
    { productId: otherProductId },
    owner,
  );
  const reviewId = data.reviewProduct.id;
  await withConnection(products.ownerUrl, (client) =>
    client.query("UPDATE review SET purchase_order_id = $1, purchase_position = 1 WHERE id = $2", [
      crypto.randomUUID(),
      reviewId,
    ]),
  );
  fixture = { productId, otherProductId, reviewId, strangerId: crypto.randomUUID(), categorySlug: "lamps" };
});
afterAll(() => products[Symbol.asyncDispose]());

const probes = productProbes.filter(({ through }) => through !== "gateway");

test("every rule is tried", () => {
  expect(new Set(probes.map(({ rule }) => rule))).toEqual(new Set(Object.keys(rules)));
});

describe.each(probes)("$rule, $way:", (probe) => {
  test.each(KINDS)("%s", async (kind) => {
    const answer = await products.ask(probe.query, probe.variables(fixture), callerOf(kind, owner));
    expect(outcomeOf(probe, answer)).toBe(expectedOf(probe, kind));
  });
});

test("the orders service alone sets stock aside", async () => {
  const query = `mutation ($orderId: ID!, $productId: ID!) {
    reserveStock(input: { orderId: $orderId, items: [{ productId: $productId, quantity: 1 }] }) { status }
  }`;
  const variables = { orderId: crypto.randomUUID(), productId: fixture.productId };
  expect(await products.ask(query, variables, { kind: "service" })).toMatchObject({
    data: { reserveStock: { status: "RESERVED" } },
  });
  const edgesOwn = { "x-threefold-identity": await products.edge.tokenForItself() };
  expect(await products.send(query, variables, edgesOwn)).toMatchObject({
    errors: [{ extensions: { code: "FORBIDDEN" } }],
  });
});

describe.each(productRestProbes)("over REST, $rule, $way:", ({ request, expected }) => {
  test.each(KINDS)("%s", async (kind) => {
    const asked = request(fixture);
    const answer = await products.rest(asked.path, { ...asked, as: callerOf(kind, owner) });
    expect(restOutcomeOf(asked, answer)).toBe(expected(kind));
  });
});
