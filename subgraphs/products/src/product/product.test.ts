import { type Entities, type GraphQLAnswer, type Page, person } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestProducts, type TestProducts } from "../testing/index.ts";

let subgraph: TestProducts;
beforeAll(async () => {
  subgraph = await startTestProducts();
});
afterAll(() => subgraph[Symbol.asyncDispose]());

const badInput = (path: (string | number)[]) => ({
  code: "BAD_USER_INPUT",
  problems: [expect.objectContaining({ path })],
});

/** A cursor that no list gave. */
const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
const NOBODY = "00000000-0000-0000-0000-000000000000";

interface Listed {
  readonly products: Page<{ readonly id: string; readonly priceTag?: { readonly amount: number } }>;
}

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

describe("listing and changing products", () => {
  const input = {
    sku: "NEW-1",
    name: "Désk lamp",
    description: "It gives light.",
    brand: "Lumen",
    categorySlug: "lamps",
    price: 2500,
    weightGrams: 800,
    dimensions: { lengthMm: 100, widthMm: 100, heightMm: 300 },
    countryOfOrigin: "DE",
    onHand: 4,
  };
  const create = `mutation ($input: CreateProductInput!) {
    createProduct(input: $input) { id slug category { slug } seller { id } stock { onHand available } }
  }`;
  const update =
    "mutation ($id: ID!, $input: UpdateProductInput!) { updateProduct(id: $id, input: $input) { name tagline price { amount } compareAtPrice { amount } } }";

  test("a seller lists a product, once for each SKU", async () => {
    const seller = person("SELLER");
    const { data, errors } = await subgraph.ask<{ createProduct: object }>(create, { input }, seller);
    expect(errors).toEqual([]);
    expect(data.createProduct).toMatchObject({
      slug: "desk-lamp",
      category: { slug: "lamps" },
      seller: { id: seller.id },
      stock: { onHand: 4, available: 4 },
    });
    const again = await subgraph.ask(create, { input }, seller);
    expect(again.errors[0]?.extensions["code"]).toBe("CONFLICT");
  });

  test("nothing is written when anything is wrong, and all of it is named", async () => {
    const wrong = {
      ...input,
      sku: "no",
      price: 0,
      currency: "eur",
      attributes: [{ name: "Socket", value: "\ud83d" }],
      categorySlug: "lamps",
      dimensions: { lengthMm: 0, widthMm: 1, heightMm: 1 },
    };
    const { errors } = await subgraph.ask(create, { input: wrong }, person("SELLER"));
    const problems = errors[0]?.extensions["problems"] as { path: string[] }[];
    expect(problems.map((problem) => problem.path.join("."))).toEqual([
      "input.sku",
      "input.price",
      "input.currency",
      "input.dimensions.lengthMm",
      "input.attributes.0.value",
    ]);
    const dear = await subgraph.ask(create, { input: { ...input, price: 10_000_001 } }, person("SELLER"));
    expect(dear.errors[0]?.extensions).toEqual(badInput(["input", "price"]));
  });

  test.each([
    ["nobody", undefined, "UNAUTHENTICATED"],
    ["a customer", person("CUSTOMER"), "FORBIDDEN"],
    ["another seller", person("SELLER"), "FORBIDDEN"],
  ])("%s may not change a product", async (_, as, code) => {
    const id = await subgraph.addProduct();
    const { errors } = await subgraph.ask(update, { id, input: { name: "Mine now" } }, as);
    expect(errors[0]?.extensions["code"]).toBe(code);
  });

  test("its seller changes what is given, and clears what may be empty", async () => {
    const seller = person("SELLER");
    const id = await subgraph.addProduct({ sellerId: seller.id });
    const first = await subgraph.ask<{ updateProduct: object }>(
      update,
      { id, input: { tagline: "Bright", compareAtPrice: 9900 } },
      seller,
    );
    expect(first.data.updateProduct).toEqual({
      name: expect.any(String),
      tagline: "Bright",
      price: { amount: 4900 },
      compareAtPrice: { amount: 9900 },
    });
    const second = await subgraph.ask<{ updateProduct: object }>(
      update,
      { id, input: { tagline: null, price: 100 } },
      seller,
    );
    expect(second.data.updateProduct).toMatchObject({
      tagline: null,
      price: { amount: 100 },
      compareAtPrice: { amount: 9900 },
    });
    const wrong = await subgraph.ask(update, { id, input: { compareAtPrice: 1 } }, seller);
    expect(wrong.errors[0]?.extensions).toEqual(badInput(["input", "compareAtPrice"]));
  });

  test("a price that rises to what it was reduced from is reduced no more", async () => {
    const seller = person("SELLER");
    const id = await subgraph.addProduct({ sellerId: seller.id });
    const price = async (input: object) => (await subgraph.ask(update, { id, input }, seller)).data;
    const prices = (now: number, before: number | null) => ({
      updateProduct: expect.objectContaining({
        price: { amount: now },
        compareAtPrice: before && { amount: before },
      }),
    });
    expect(await price({ compareAtPrice: 9900 })).toEqual(prices(4900, 9900));
    expect(await price({ price: 9800 })).toEqual(prices(9800, 9900));
    expect(await price({ price: 9900 })).toEqual(prices(9900, null));
  });

  test("a product that is not there cannot be changed", async () => {
    const { errors } = await subgraph.ask(update, { id: crypto.randomUUID(), input: {} }, person("STAFF"));
    expect(errors[0]?.extensions["code"]).toBe("NOT_FOUND");
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
