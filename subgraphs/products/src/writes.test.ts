import { person, type RestRequest, rowsOf } from "@threefold/subgraph-server/testing";
import { expect, test } from "vitest";
import { startTestProducts, type TestProducts } from "./testing/index.ts";

const seller = person("SELLER");
const buyer = person();

interface Twin {
  readonly mutation: string;
  readonly variables?: (id: string) => object;
  readonly path: (id: string) => string;
  readonly request: RestRequest;
}

const LAMP = {
  sku: "TWIN-1",
  name: "Twin",
  description: "It gives light.",
  brand: "Lumen",
  categorySlug: "lamps",
  price: 1200,
  weightGrams: 300,
  dimensions: { lengthMm: 10, widthMm: 20, heightMm: 30 },
  countryOfOrigin: "DE",
};
const CHANGE = {
  name: "Other",
  tagline: "New",
  price: 900,
  compareAtPrice: 1_000,
  tags: ["a"],
  status: "DISCONTINUED",
};
const REVIEW = { rating: 4, title: "Bright", body: "It shines." };

const TWINS: Readonly<Record<string, Twin>> = {
  createProduct: {
    mutation: "mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }",
    variables: () => ({ input: LAMP }),
    path: () => "/products",
    request: { body: LAMP, as: seller },
  },
  updateProduct: {
    mutation: "mutation ($id: ID!, $input: UpdateProductInput!) { updateProduct(id: $id, input: $input) { id } }",
    variables: (id) => ({ id, input: CHANGE }),
    path: (id) => `/products/${id}`,
    request: { method: "PATCH", body: CHANGE, as: seller },
  },
  adjustStock: {
    mutation: "mutation ($id: ID!) { adjustStock(input: { productId: $id, delta: -3 }) { onHand } }",
    path: (id) => `/products/${id}/stock/adjustments`,
    request: { body: { delta: -3 }, as: seller },
  },
  reviewProduct: {
    mutation: "mutation ($input: ReviewProductInput!) { reviewProduct(input: $input) { id } }",
    variables: (id) => ({ input: { productId: id, ...REVIEW } }),
    path: (id) => `/products/${id}/reviews`,
    request: { body: REVIEW, as: buyer },
  },
};

const withOne = async () => {
  const products = await startTestProducts();
  const id = await products.addProduct({ sku: "ONE", name: "One", sellerId: seller.id });
  return { products, id, [Symbol.asyncDispose]: () => products[Symbol.asyncDispose]() };
};

test.each(Object.keys(TWINS))("%s and its REST twin leave the same rows", async (name) => {
  const twin = TWINS[name];
  if (!twin) throw new Error("there is no such twin");
  await using graph = await withOne();
  await using rest = await withOne();
  const before = await rowsOf(rest.products.ownerUrl);
  const { errors } = await graph.products.ask(
    twin.mutation,
    twin.variables?.(graph.id) ?? { id: graph.id },
    twin.request.as,
  );
  expect(errors).toEqual([]);
  const { status } = await rest.products.rest(twin.path(rest.id), twin.request);
  expect([200, 201]).toContain(status);
  const left = await rowsOf(rest.products.ownerUrl);
  expect(left).not.toEqual(before);
  expect(left).toEqual(await rowsOf(graph.products.ownerUrl));
});

test("every mutation that people may send has a twin", async () => {
  await using products: TestProducts = await startTestProducts();
  const { data } = await products.ask<{ __schema: { mutationType: { fields: { name: string }[] } } }>(
    "{ __schema { mutationType { fields { name } } } }",
  );
  const names = data.__schema.mutationType.fields.map((field) => field.name);
  // Between services there is GraphQL alone.
  const internal = ["reserveStock", "settleReservation", "recordPurchase"];
  expect(names.filter((name) => !internal.includes(name)).sort()).toEqual(Object.keys(TWINS).sort());
});
