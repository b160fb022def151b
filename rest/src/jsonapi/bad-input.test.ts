import { describe, expect, test } from "vitest";
import { startEdge } from "../testing/edge.ts";

describe("JSON:API's own bad input", () => {
  test.each([
    ["an unknown include", "/jsonapi/products?include=buyer", "include"],
    ["an include that is too deep", "/jsonapi/products?include=reviews.product.reviews.product", "include"],
    ["an unknown field", "/jsonapi/products?fields[products]=weight", "fields[products]"],
    ["an unknown type", "/jsonapi/products?fields[things]=name", "fields[things]"],
    ["an unknown parameter", "/jsonapi/products?limit=5", "limit"],
    ["an unknown filter", "/jsonapi/products?filter[colour]=red", "filter[colour]"],
    ["an unknown sort", "/jsonapi/products?sort=weight", "sort"],
    ["too many related", "/jsonapi/products?relatedPage[reviews]=1000", "relatedPage[reviews]"],
  ])("%s names its parameter", async (_what, path, parameter) => {
    const edge = await startEdge(() => ({ body: { data: [] } }));
    const answer = await edge.get(path);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ code: "invalid-input", source: { parameter } }] } });
    expect(answer.headers.get("content-type")).toBe("application/vnd.api+json");
    expect(edge.asked).toEqual([]);
  });

  test.each([
    ["application/vnd.api+json", 200],
    ["application/*;q=0.5", 200],
    ['application/vnd.api+json;profile="https://example.com/a"', 200],
    ["application/vnd.api+json;charset=utf-8", 406],
    ['application/vnd.api+json;ext="https://example.com/a"', 406],
    ["application/json", 406],
  ])("a client that accepts %s gets %i", async (accept, status) => {
    const edge = await startEdge(() => ({ body: { data: [] } }));
    expect((await edge.get("/jsonapi/products", { headers: { accept } })).status).toBe(status);
  });

  test("includes are read level by level, however many resources there are", async () => {
    const products = Array.from({ length: 50 }, (_, index) => ({ id: `p${index}`, sellerId: `u${index % 7}` }));
    const reviews = products.map(({ id }) => ({ id: `r${id}`, productId: id, authorId: `a${id}` }));
    const edge = await startEdge((_service, path) => {
      if (path.startsWith("/reviews")) return { body: { data: reviews } };
      if (path.startsWith("/products")) return { body: { data: products } };
      const ids = new URLSearchParams(path.split("?")[1]).get("ids") ?? "";
      return { body: { data: ids.split(",").map((id) => ({ id, displayName: id })) } };
    });
    const { body } = await edge.get("/jsonapi/products?include=seller,reviews.author&fields[users]=displayName");
    expect(body.included).toHaveLength(7 + 50 + 50);
    expect(edge.asked.map(({ path }) => path.split("?")[0]).sort()).toEqual([
      "/products",
      "/reviews",
      "/users",
      "/users",
    ]);
  });
});
