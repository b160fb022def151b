import { meetAt, person, type RestAnswer } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestProducts, type TestProducts } from "./testing/index.ts";

const seller = person("SELLER");
let products: TestProducts;
let id: string;
beforeAll(async () => {
  products = await startTestProducts();
  id = await products.addProduct({ sku: "LAMP-A", name: "Lamp A", sellerId: seller.id });
  for (let index = 0; index < 4; index++) await products.addProduct({ priceAmount: 1_000 + index });
});
afterAll(() => products[Symbol.asyncDispose]());

interface Listed {
  readonly data: readonly { readonly id: string; readonly price?: { readonly amount: number } }[];
}

describe("reading", () => {
  test("one product is there with an entity tag, for everybody to keep for a minute", async () => {
    const { status, headers, body } = await products.rest(`/products/${id}`);
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("public, max-age=60");
    expect(body).toMatchObject({ id, name: "Lamp A", price: { amount: 4900, currency: "EUR" }, sellerId: seller.id });
    const again = await products.rest(`/products/${id}`, { headers: { "if-none-match": headers.get("etag") ?? "" } });
    expect([again.status, again.body]).toEqual([304, ""]);
    expect(again.headers.get("etag")).toBe(headers.get("etag"));
  });

  test("fields reach the statement: what is not asked for is not read", async () => {
    products.statements.length = 0;
    const { body } = await products.rest(`/products/${id}?fields=name,price`);
    expect(body).toEqual({ id, name: "Lamp A", price: { amount: 4900, currency: "EUR" } });
    expect(products.statements).toHaveLength(1);
    expect(products.statements[0]?.sql).not.toContain("description");
  });

  test("pages go on by the link that each gives, and the last gives none", async () => {
    const seen: number[] = [];
    let path: string | undefined = "/products?sort=price&limit=2&fields=price";
    while (path !== undefined) {
      const page: RestAnswer<Listed> = await products.rest<Listed>(path);
      seen.push(...page.body.data.map(({ price }) => price?.amount ?? 0));
      const next: string | undefined = /<(\?[^>]*)>; rel="next"/.exec(page.headers.get("link") ?? "")?.[1];
      path = next && `/products${next}`;
    }
    expect(seen).toEqual([1000, 1001, 1002, 1003, 4900]);
  });

  test.each(["/products?sku=%00", "/products?categorySlug=%00", "/categories?slug=%00"])(
    "%s finds nothing: nothing can be called so",
    async (path) => {
      expect(await products.rest(path)).toMatchObject({ status: 200, body: { data: [] } });
    },
  );

  test("several by id are one statement, and those that are not there are left out", async () => {
    products.statements.length = 0;
    const { body } = await products.rest<Listed>(`/products?ids=${id},${crypto.randomUUID()},nonsense&view=summary`);
    expect(body.data.map((each) => each.id)).toEqual([id]);
    expect(products.statements).toHaveLength(1);
  });

  test("of a category there is what was asked for, and its id", async () => {
    const all = await products.rest<Listed>("/categories?slug=lamps");
    const [lamps] = all.body.data;
    expect(lamps).toEqual({ id: expect.any(String), slug: "lamps", name: "Lamps", parentId: expect.any(String) });
    const { body } = await products.rest("/categories?slug=lamps&fields=name");
    expect(body).toEqual({ data: [{ id: lamps?.id, name: "Lamps" }] });
    const one = await products.rest(`/categories/${lamps?.id}?view=summary`);
    expect(one.body).toEqual({ id: lamps?.id, slug: "lamps", name: "Lamps" });
    expect((await products.rest("/categories?fields=colour")).status).toBe(400);
  });

  test("HEAD answers as GET does, without the body; OPTIONS says what there is", async () => {
    const get = await products.rest(`/products/${id}`);
    const head = await products.rest(`/products/${id}`, { method: "HEAD" });
    expect([head.status, head.body, head.headers.get("etag")]).toEqual([200, "", get.headers.get("etag")]);
    const options = await products.rest(`/products/${id}`, { method: "OPTIONS" });
    expect(options.headers.get("allow")).toBe("GET, HEAD, PATCH, OPTIONS");
    expect(options.headers.get("accept-patch")).toBe("application/merge-patch+json");
  });
});

describe("writing", () => {
  const lamp = {
    sku: "REST-1",
    name: "Made by REST",
    description: "It gives light.",
    brand: "Lumen",
    categorySlug: "lamps",
    price: 1200,
    weightGrams: 300,
    dimensions: { lengthMm: 10, widthMm: 10, heightMm: 10 },
    countryOfOrigin: "DE",
  };

  test("a product that was made is found where Location says", async () => {
    const made = await products.rest<{ id: string }>("/products", { body: lamp, as: seller });
    expect(made.status).toBe(201);
    const place = new URL(made.headers.get("location") ?? "", `${products.url}/products`).pathname;
    expect(await products.rest(place)).toMatchObject({ status: 200, body: { id: made.body.id, sku: "REST-1" } });
    expect(await products.rest("/products", { body: lamp, as: seller })).toMatchObject({
      status: 409,
      body: { type: "https://threefold.example/problems/conflict", errors: [{ pointer: "#/sku" }] },
    });
  });

  test("a product in another currency, which no order could hold, is not listed", async () => {
    const made = await products.rest("/products", { body: { ...lamp, sku: "REST-2", currency: "USD" }, as: seller });
    expect(made).toMatchObject({ status: 422, body: { errors: [{ pointer: "#/currency" }] } });
  });

  test("a change is held against the entity tag that it was made for", async () => {
    const before = await products.rest(`/products/${id}`);
    const change = (headers: Record<string, string>, body: object) =>
      products.rest(`/products/${id}`, { method: "PATCH", body, as: seller, headers });
    const etag = before.headers.get("etag") ?? "";
    expect(await change({ "if-match": etag }, { tagline: "New" })).toMatchObject({
      status: 200,
      body: { tagline: "New" },
    });
    expect(await change({ "if-match": etag }, { tagline: "Newer" })).toMatchObject({
      status: 412,
      body: { type: "https://threefold.example/problems/precondition-failed" },
    });
    expect(await change({}, { tagline: null })).toMatchObject({ status: 200, body: { tagline: null } });
  });

  test("of several that change the same thing at once, one is let through", async () => {
    const etag = (await products.rest(`/products/${id}`)).headers.get("etag") ?? "";
    const answers = await meetAt(
      products.ownerUrl,
      { text: "SELECT FROM product WHERE id = $1 FOR UPDATE", values: [id] },
      () =>
        ["One", "Two", "Three"].map((tagline) =>
          products.rest(`/products/${id}`, {
            method: "PATCH",
            body: { tagline },
            as: seller,
            headers: { "if-match": etag },
          }),
        ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
    const passed = answers.find(({ status }) => status === 200);
    expect((await products.rest(`/products/${id}`)).body).toEqual(passed?.body);
  });
});

describe("bad input", () => {
  const problem = (type: string) => `https://threefold.example/problems/${type}`;
  test.each([
    ["an unknown path", "/product", {}, 404, "no-such-path"],
    ["an unknown id", "/products/none", {}, 404, "not-found"],
    ["an unknown method", "/products/none", { method: "DELETE" }, 405, "method-not-allowed"],
    ["an unknown parameter", "/products?colour=red", {}, 400, "invalid-input"],
    ["an unknown field", "/products?fields=colour", {}, 400, "invalid-input"],
    ["two ways to choose", "/products?fields=name&view=summary", {}, 400, "invalid-input"],
    ["an unknown sort", "/products?sort=weight", {}, 400, "invalid-input"],
    ["a page of none", "/products?limit=0", {}, 400, "invalid-input"],
    ["a page of too many", "/products?limit=101", {}, 400, "invalid-input"],
    ["a parameter twice", "/products?limit=1&limit=2", {}, 400, "invalid-input"],
    ["a filter that contradicts itself", "/products?minPrice=2&maxPrice=1", {}, 400, "invalid-input"],
    ["a cursor of no list", "/products?after=abc", {}, 400, "invalid-input"],
    ["too many ids", `/products?ids=${Array.from({ length: 101 }, (_, index) => index)}`, {}, 400, "invalid-input"],
    ["no ids", "/products?ids=,", {}, 400, "invalid-input"],
    ["a URL that is too long", `/products?ids=${"a".repeat(9_000)}`, {}, 414, "url-too-long"],
    ["a type that nobody makes", "/products", { headers: { accept: "text/html" } }, 406, "not-acceptable"],
    [
      "a body of another type",
      "/products",
      { body: "a", headers: { "content-type": "text/csv" } },
      415,
      "unsupported-media-type",
    ],
    ["a body that is not JSON", "/products", { body: "{" }, 400, "malformed-request"],
    ["a body that is too large", "/products", { body: "x".repeat(300_000) }, 413, "body-too-large"],
    ["a body without what is needed", "/products", { body: {} }, 422, "invalid-input"],
    [
      "a member that is not known",
      "/products/x/reviews",
      { body: { rating: 1, title: "a", body: "b", stars: 5 } },
      422,
      "invalid-input",
    ],
    [
      "a write of nobody",
      "/products/x/reviews",
      { body: { rating: 1, title: "a", body: "b" } },
      401,
      "unauthenticated",
    ],
    ["a forged token", "/products", { headers: { "x-threefold-identity": "e30.e30.e30" } }, 401, "unauthenticated"],
    [
      "no entity tag",
      "/products/x",
      { method: "PATCH", body: {}, headers: { "if-match": "abc" } },
      400,
      "malformed-request",
    ],
    [
      "a condition on what is not there",
      "/products/x",
      { method: "PATCH", body: {}, headers: { "if-match": "*" } },
      404,
      "not-found",
    ],
    [
      "a condition where nothing has a tag",
      "/products/x/reviews",
      { body: { rating: 5, title: "A", body: "B" }, headers: { "if-match": "*" } },
      412,
      "precondition-failed",
    ],
  ] as const)("%s", async (_what, path, request, status, type) => {
    const answer = await products.rest(path, request);
    expect(answer).toMatchObject({ status, body: { type: problem(type), status } });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("what is wrong is named, all of it", async () => {
    const { body } = await products.rest("/products?colour=red&limit=many");
    expect(body).toMatchObject({
      errors: [
        { parameter: "colour", detail: "is not known here" },
        { parameter: "limit", detail: "must be integer" },
      ],
    });
  });

  test("a token for a write is good once, whichever API it is used at", async () => {
    const headers = await products.edge.headersFor(seller);
    const write = { method: "PATCH", body: { tagline: "A" }, headers };
    expect((await products.rest(`/products/${id}`, write)).status).toBe(200);
    expect(await products.rest(`/products/${id}`, write)).toMatchObject({ status: 401, body: { reason: "replayed" } });
    const mutation = `mutation { updateProduct(id: "${id}", input: { tagline: "B" }) { id } }`;
    expect((await products.send(mutation, {}, headers)).errors[0]?.extensions).toMatchObject({ reason: "replayed" });
  });
});
