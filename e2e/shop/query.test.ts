import { expect, test } from "vitest";
import { ask } from "../system/client.ts";

interface Shelf {
  products: {
    edges: {
      node: {
        name: string;
        price: { amount: number };
        unitsSold: number;
        seller: { displayName: string };
        reviews: { edges: { node: { rating: number; author: { displayName: string } } }[] };
      };
    }[];
  };
}

test("one query over three subgraphs answers from real data, for anybody", async () => {
  const { data, errors, status } = await ask<Shelf>(
    "{ products(first: 3) { edges { node { name price { amount } unitsSold seller { displayName } reviews(first: 2) { edges { node { rating author { displayName } } } } } } } }",
  );
  expect(errors).toBeUndefined();
  expect(status).toBe(200);
  expect(data.products.edges).toHaveLength(3);
  for (const { node } of data.products.edges) {
    expect(node.name).not.toBe("");
    expect(node.price.amount).toBeGreaterThan(0);
    expect(node.unitsSold).toBeGreaterThanOrEqual(0);
    expect(node.seller.displayName).not.toBe("");
    for (const review of node.reviews.edges) expect(review.node.author.displayName).not.toBe("");
  }
});

test("what was sold and what buyers said come with the products", async () => {
  const { data } = await ask<Shelf>(
    "{ products(first: 20, sort: RATING) { edges { node { unitsSold reviews(first: 1) { edges { node { rating author { displayName } } } } } } } }",
  );
  expect(data.products.edges.some(({ node }) => node.unitsSold > 0)).toBe(true);
  expect(data.products.edges.every(({ node }) => node.reviews.edges[0]?.node.author.displayName)).toBe(true);
});

test("a page deep in a list goes on where the one before it ended", async () => {
  const query =
    "query ($after: String) { products(first: 90, sort: PRICE_ASC, after: $after) { edges { node { id price { amount } } } pageInfo { hasNextPage endCursor } } }";
  interface Page {
    products: {
      edges: { node: { id: string; price: { amount: number } } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }
  const seen: Page["products"]["edges"] = [];
  for (let after: string | null = null; ; ) {
    const { data }: { data: Page } = await ask<Page>(query, { after });
    seen.push(...data.products.edges);
    if (!data.products.pageInfo.hasNextPage) break;
    after = data.products.pageInfo.endCursor;
  }
  const ids = new Set(seen.map(({ node }) => node.id));
  expect(ids.size).toBe(seen.length);
  // Those of the seed, and what other scenarios have listed.
  expect(ids.size).toBeGreaterThanOrEqual(200);
  const prices = seen.map(({ node }) => node.price.amount);
  expect(prices).toEqual(prices.toSorted((a, b) => a - b));
});

test("what a shop window says may be kept by shared caches; what is one person's may not", async () => {
  const window = await ask("{ products(first: 1) { edges { node { name } } } }");
  expect(window.headers.get("cache-control")).toMatch(/max-age=\d+, public/);
  const own = await ask("{ me { email } }");
  expect(own.headers.get("cache-control")).toMatch(/no-store/);
});

test("pictures are served from the same origin as the pages", async () => {
  const { data } = await ask<{ products: { edges: { node: { thumbnail: { url: string } } }[] } }>(
    "{ products(first: 1) { edges { node { thumbnail { url } } } } }",
  );
  const { gateway } = (await import("vitest")).inject("system");
  const picture = await fetch(new URL(data.products.edges[0]?.node.thumbnail.url ?? "", gateway));
  expect(picture.status).toBe(200);
  expect(picture.headers.get("content-type")).toContain("image/svg+xml");
});
