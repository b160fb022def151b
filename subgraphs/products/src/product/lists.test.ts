import type { GraphQLAnswer, Page } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { badInput } from "../testing/bad-input.ts";
import { startTestProducts, type TestProducts } from "../testing/index.ts";

let subgraph: TestProducts;
beforeAll(async () => {
  subgraph = await startTestProducts();
});
afterAll(() => subgraph[Symbol.asyncDispose]());

/** A cursor that no list gave. */
const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
const NOBODY = "00000000-0000-0000-0000-000000000000";

interface Listed {
  readonly products: Page<{ readonly id: string; readonly priceTag?: { readonly amount: number } }>;
}

describe("lists of products", () => {
  const query = `query ($first: Int, $after: String, $sort: ProductSort, $filter: ProductFilter) {
    products(first: $first, after: $after, sort: $sort, filter: $filter) { edges { cursor node { id priceTag: price { amount } } } pageInfo { hasNextPage endCursor } }
  }`;

  test.each(["NEWEST", "PRICE_ASC", "PRICE_DESC", "RATING", "NAME"])(
    "page by page in order %s, each product once",
    async (sort) => {
      const sellerId = crypto.randomUUID();
      const added = await Promise.all(
        [7, 3, 3, 9, 1].map((price) => subgraph.addProduct({ sellerId, priceAmount: price * 100 })),
      );
      const seen: string[] = [];
      let after: string | null = null;
      for (let more = true; more; ) {
        const { data, errors }: GraphQLAnswer<Listed> = await subgraph.ask(query, {
          first: 2,
          after,
          sort,
          filter: { sellerId },
        });
        expect(errors).toEqual([]);
        seen.push(...data.products.edges.map((edge) => edge.node.id));
        ({ hasNextPage: more, endCursor: after } = data.products.pageInfo);
      }
      expect(seen).toHaveLength(5);
      expect(new Set(seen)).toEqual(new Set(added));
    },
  );

  test("a page goes on where it stood, whatever was listed in between", async () => {
    const sellerId = crypto.randomUUID();
    for (const price of [100, 300]) await subgraph.addProduct({ sellerId, priceAmount: price });
    const first = await subgraph.ask<Listed>(query, { first: 1, sort: "PRICE_ASC", filter: { sellerId } });
    await subgraph.addProduct({ sellerId, priceAmount: 50 });
    const next = await subgraph.ask<Listed>(query, {
      first: 5,
      sort: "PRICE_ASC",
      filter: { sellerId },
      after: first.data.products.pageInfo.endCursor,
    });
    expect(next.data.products.edges.map((edge) => edge.node.priceTag?.amount)).toEqual([300]);
  });

  test("narrow down by price, branch of the tree, and what can be bought", async () => {
    const sellerId = crypto.randomUUID();
    const cheap = await subgraph.addProduct({ sellerId, priceAmount: 100 });
    await subgraph.addProduct({ sellerId, priceAmount: 100, onHand: 0 });
    await subgraph.addProduct({ sellerId, priceAmount: 900 });
    const filter = { sellerId, categorySlug: "lighting", maxPrice: 500, inStock: true };
    const { data } = await subgraph.ask<Listed>(query, { filter });
    expect(data.products.edges.map((edge) => edge.node.id)).toEqual([cheap]);
    const none = await subgraph.ask(query, { filter: { categorySlug: "no-such-category" } });
    expect(none.data).toMatchObject({ products: { edges: [] } });
  });

  test.each([
    [{ first: -1 }, ["first"]],
    [{ first: 100_000 }, ["first"]],
    [{ after: "bm9uc2Vuc2U" }, ["after"]],
    [{ after: cursor("products:NEWEST", "-271821-04-20T00:00:00.000Z", NOBODY) }, ["after"]],
    [{ after: cursor("products:NEWEST", "0000-12-31T23:59:59.999Z", NOBODY) }, ["after"]],
    [{ filter: { minPrice: 5, maxPrice: 1 } }, ["filter", "minPrice"]],
    [{ filter: { minRating: 9 } }, ["filter", "minRating"]],
  ])("refuse %j by name", async (variables, path) => {
    const { errors } = await subgraph.ask(query, variables);
    expect(errors[0]?.extensions).toEqual(badInput(path));
    expect(errors[0]?.path).toEqual(["products"]);
  });

  test("refuse a cursor of another order", async () => {
    await subgraph.addProduct();
    const { data } = await subgraph.ask<Listed>(query, { first: 1, sort: "NAME" });
    const { errors } = await subgraph.ask(query, { sort: "PRICE_ASC", after: data.products.edges[0]?.cursor });
    expect(errors[0]?.extensions).toEqual(badInput(["after"]));
  });
});

describe("searching", () => {
  test("names that start so come before texts that hold the words", async () => {
    const named = await subgraph.addProduct({ name: "Zephyr desk fan", description: "Moves air." });
    const worded = await subgraph.addProduct({ name: "Quiet companion", description: "A zephyr on your desk." });
    const { data } = await subgraph.ask(`{ searchProducts(query: "zephyr") { id } }`);
    expect(data).toEqual({ searchProducts: [{ id: named }, { id: worded }] });
  });

  test("text that means something to SQL is only text", async () => {
    const { data, errors } = await subgraph.ask(`{ searchProducts(query: "%_'; DROP TABLE product; --") { id } }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({ searchProducts: [] });
  });

  test("nothing typed is refused by name", async () => {
    const { errors } = await subgraph.ask(`{ searchProducts(query: "  ") { id } }`);
    expect(errors[0]?.extensions).toEqual(badInput(["query"]));
  });
});
