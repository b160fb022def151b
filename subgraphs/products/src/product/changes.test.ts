import { person } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { badInput } from "../testing/bad-input.ts";
import { startTestProducts, type TestProducts } from "../testing/index.ts";

let subgraph: TestProducts;
beforeAll(async () => {
  subgraph = await startTestProducts();
});
afterAll(() => subgraph[Symbol.asyncDispose]());

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

  test("staff lists for somebody who is there, and for nobody else, by both APIs", async () => {
    const [seller, staff] = [crypto.randomUUID(), person("STAFF")];
    await using shop = await startTestProducts();
    shop.sellers.exists = async (id) => id === seller;
    const listed = await shop.ask(create, { input: { ...input, sellerId: seller } }, staff);
    expect(listed).toMatchObject({ errors: [], data: { createProduct: { seller: { id: seller } } } });
    const body = { ...input, sku: "NEW-2", sellerId: crypto.randomUUID() };
    const { errors } = await shop.ask(create, { input: body }, staff);
    expect(errors[0]?.extensions).toMatchObject(badInput(["input", "sellerId"]));
    expect(await shop.rest("/products", { body, as: staff })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "#/sellerId", detail: "there is no such person" }] },
    });
    const { data } = await shop.ask("{ products { edges { node { sku } } } }");
    expect(data).toEqual({ products: { edges: [{ node: { sku: "NEW-1" } }] } });
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

  test("a product in another currency, which no order could hold, is not listed", async () => {
    const { errors } = await subgraph.ask(create, { input: { ...input, currency: "USD" } }, person("SELLER"));
    expect(errors[0]).toMatchObject({
      message: "input.currency: must be EUR, the one currency that this shop sells in",
      extensions: badInput(["input", "currency"]),
    });
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
