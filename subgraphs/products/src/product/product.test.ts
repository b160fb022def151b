import type { Entities } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestProducts, type TestProducts } from "../testing/index.ts";

let subgraph: TestProducts;
beforeAll(async () => {
  subgraph = await startTestProducts();
});
afterAll(() => subgraph[Symbol.asyncDispose]());

describe("reading products", () => {
  test("finds one by id and by SKU, and none by an id that cannot be", async () => {
    const id = await subgraph.addProduct({ sku: "FIND-ME", name: "Found lamp" });
    const query = `query ($id: ID!) {
      byId: product(id: $id) { name price { amount currency } stock { available } averageRating thumbnail { url width } }
      bySku: productBySku(sku: "FIND-ME") { id }
      none: product(id: "no such id") { id }
    }`;
    const { data, errors } = await subgraph.ask(query, { id });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      byId: {
        name: "Found lamp",
        price: { amount: 4900, currency: "EUR" },
        stock: { available: 10 },
        averageRating: null,
        thumbnail: { url: `/images/products/${id}/1.svg`, width: 800 },
      },
      bySku: { id },
      none: null,
    });
  });

  test("finds nothing by what can be no key", async () => {
    const query = `query ($key: String!) {
      productBySku(sku: $key) { id }
      category(slug: $key) { id }
      products(filter: { categorySlug: $key }) { edges { node { id } } }
    }`;
    const { data, errors } = await subgraph.ask(query, { key: "a\u0000b" });
    expect(errors).toEqual([]);
    expect(data).toEqual({ productBySku: null, category: null, products: { edges: [] } });
  });

  test("reads only the columns that are asked for", async () => {
    const id = await subgraph.addProduct();
    subgraph.statements.length = 0;
    await subgraph.ask("query ($id: ID!) { product(id: $id) { name } }", { id });
    expect(subgraph.statements).toHaveLength(1);
    expect(subgraph.statements[0]?.sql).toContain('"name"');
    expect(subgraph.statements[0]?.sql).not.toContain('"description"');
  });

  test("resolves references by either key, many in one statement", async () => {
    const ids = await Promise.all([
      subgraph.addProduct(),
      subgraph.addProduct({ sku: "REF-1" }),
      subgraph.addProduct(),
    ]);
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Product { id sku } }
    }`;
    subgraph.statements.length = 0;
    const byId = await subgraph.ask<Entities<{ id: string }>>(query, {
      representations: ids.map((id) => ({ __typename: "Product", id })),
    });
    expect(byId.data._entities.map((product) => product.id)).toEqual(ids);
    expect(subgraph.statements).toHaveLength(1);
    const bySku = await subgraph.ask(query, { representations: [{ __typename: "Product", sku: "REF-1" }] });
    expect(bySku.data).toEqual({ _entities: [{ id: ids[1], sku: "REF-1" }] });
  });
});

test("without batching, every product is read by itself: N+1", async () => {
  await using slow = await startTestProducts({ batching: false });
  for (let n = 0; n < 5; n++) await slow.addProduct();
  const query = "{ products(first: 5) { edges { node { category { name } stock { onHand } } } } }";
  slow.statements.length = 0;
  await slow.ask(query);
  expect(slow.statements).toHaveLength(1 + 5 + 5);
  await using fast = await startTestProducts();
  for (let n = 0; n < 5; n++) await fast.addProduct();
  fast.statements.length = 0;
  await fast.ask(query);
  expect(fast.statements).toHaveLength(1 + 1 + 1);
});
