import { withConnection } from "@threefold/database";
import { column } from "@threefold/database/testing";
import { type Entities, type Page, person } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startTestProducts, type TestProducts } from "../testing/index.ts";

let subgraph: TestProducts;
beforeAll(async () => {
  subgraph = await startTestProducts();
});
afterAll(() => subgraph[Symbol.asyncDispose]());

const write = `mutation ($input: ReviewProductInput!) {
  reviewProduct(input: $input) { id rating author { id } verifiedPurchase product { averageRating reviewCount } }
}`;
const review = (productId: string, rating: number, as: Parameters<TestProducts["ask"]>[2]) =>
  subgraph.ask<{ reviewProduct: { id: string; verifiedPurchase: boolean; product: object } }>(
    write,
    { input: { productId, rating, title: "A lamp", body: "It shines." } },
    as,
  );

/** As orders does when it has shipped an order with these products. Gives how many reviews it verified. */
async function recordPurchase(orderId: string, customerId: string, productIds: string[]): Promise<number> {
  const lines = productIds.map((productId, index) => ({ productId, position: index + 1 }));
  const { data } = await subgraph.ask<{ recordPurchase: number }>(
    "mutation ($input: RecordPurchaseInput!) { recordPurchase(input: $input) }",
    { input: { orderId, customerId, lines } },
    { kind: "service" },
  );
  return data.recordPurchase;
}

/** The order line that a review speaks of, as its author sees it. */
async function purchaseIn(id: string, author: ReturnType<typeof person>): Promise<object | null | undefined> {
  const query = `query ($id: ID!) {
    _entities(representations: [{ __typename: "Review", id: $id }]) { ... on Review { purchase { position order { id } } } }
  }`;
  const { data } = await subgraph.ask<Entities<{ purchase: object | null }>>(query, { id }, author);
  return data._entities[0]?.purchase;
}

describe("writing a review", () => {
  test("counts into the product's rating at once", async () => {
    const productId = await subgraph.addProduct();
    await review(productId, 5, person());
    const second = await review(productId, 2, person());
    expect(second.errors).toEqual([]);
    expect(second.data.reviewProduct.product).toEqual({ averageRating: 3.5, reviewCount: 2 });
  });

  test("is done once by each person, also when they try twice at once", async () => {
    const productId = await subgraph.addProduct();
    const ada = person();
    const answers = await Promise.all([
      review(productId, 5, ada),
      review(productId, 1, ada),
      review(productId, 3, ada),
    ]);
    const codes = answers.map((answer) => answer.errors[0]?.extensions["code"] ?? "written");
    expect(codes.toSorted()).toEqual(["CONFLICT", "CONFLICT", "written"]);
    const { data } = await subgraph.ask("query ($id: ID!) { product(id: $id) { reviewCount } }", { id: productId });
    expect(data).toEqual({ product: { reviewCount: 1 } });
  });

  test("needs somebody, a product that is there, and a rating from 1 to 5", async () => {
    const productId = await subgraph.addProduct();
    expect((await review(productId, 5, undefined)).errors[0]?.extensions["code"]).toBe("UNAUTHENTICATED");
    expect((await review("nowhere", 5, person())).errors[0]?.extensions["code"]).toBe("NOT_FOUND");
    expect((await review(productId, 6, person())).errors[0]?.extensions["problems"]).toEqual([
      { path: ["input", "rating"], message: "must be from 1 to 5" },
    ]);
  });

  test.each(["graph", "REST"])("is a buyer's by %s, when what they bought was sent to them", async (api) => {
    const [buyer, other] = [person(), person()];
    const [bought, another] = [await subgraph.addProduct(), await subgraph.addProduct()];
    await recordPurchase(crypto.randomUUID(), buyer.id, [bought]);
    const isVerified = async (productId: string, as: typeof buyer) => {
      if (api === "graph") return (await review(productId, 5, as)).data.reviewProduct.verifiedPurchase;
      const body = { rating: 5, title: "A lamp", body: "It shines." };
      const answer = await subgraph.rest<{ verifiedPurchase: boolean }>(`/products/${productId}/reviews`, {
        method: "POST",
        as,
        body,
      });
      return answer.body.verifiedPurchase;
    };
    expect(await isVerified(bought, buyer)).toBe(true);
    expect(await isVerified(another, buyer)).toBe(false);
    expect(await isVerified(bought, other)).toBe(false);
  });

  test("becomes a buyer's when it was written before the thing was sent, once, and speaks of that order", async () => {
    const buyer = person();
    const productId = await subgraph.addProduct();
    const { data } = await review(productId, 4, buyer);
    expect(data.reviewProduct.verifiedPurchase).toBe(false);
    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
    expect(await recordPurchase(first, buyer.id, [productId])).toBe(1);
    expect(await recordPurchase(first, buyer.id, [productId])).toBe(0);
    expect(await recordPurchase(second, buyer.id, [productId])).toBe(0);
    expect(await purchaseIn(data.reviewProduct.id, buyer)).toEqual({ position: 1, order: { id: first } });
  });

  test("is a buyer's also when it is being written at the moment at which the thing is sent", async () => {
    const buyer = person();
    const productId = await subgraph.addProduct();
    const waiting = (lock: string) =>
      column(
        subgraph.ownerUrl,
        `SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE datname = current_database() AND NOT granted AND locktype = '${lock}'`,
      );
    let done = false;
    const [written, sent] = await withConnection(subgraph.ownerUrl, async (client) => {
      // The review is there and its transaction still open, since it cannot count into the product's rating.
      await client.query("BEGIN");
      await client.query("SELECT FROM product WHERE id = $1 FOR NO KEY UPDATE", [productId]);
      const writing = review(productId, 5, buyer);
      await vi.waitFor(async () => expect(await waiting("transactionid")).toHaveLength(1));
      const sending = recordPurchase(crypto.randomUUID(), buyer.id, [productId]).finally(() => {
        done = true;
      });
      await vi.waitFor(async () => expect(done || (await waiting("advisory")).length === 1).toBe(true));
      await client.query("COMMIT");
      return Promise.all([writing, sending]);
    });
    expect(sent).toBe(1);
    expect(await purchaseIn(written.data.reviewProduct.id, buyer)).not.toBeNull();
  });

  test("is not for whoever sells the product", async () => {
    const seller = person("SELLER");
    const productId = await subgraph.addProduct({ sellerId: seller.id });
    expect((await review(productId, 5, seller)).errors[0]?.extensions["code"]).toBe("FORBIDDEN");
  });
});

test("reviews of many products are one statement, each product with its own page", async () => {
  const sellerId = crypto.randomUUID();
  for (let n = 0; n < 3; n++) {
    const productId = await subgraph.addProduct({ sellerId });
    for (const rating of [1, 4, 5]) await review(productId, rating, person());
  }
  const query = `query ($sellerId: ID!) {
    products(filter: { sellerId: $sellerId }) { edges { node { reviews(first: 2, sort: RATING_DESC) { edges { node { rating } } pageInfo { hasNextPage endCursor } } } } }
  }`;
  subgraph.statements.length = 0;
  const { data, errors } = await subgraph.ask<{ products: Page<{ reviews: Page<{ rating: number }> }> }>(query, {
    sellerId,
  });
  expect(errors).toEqual([]);
  expect(subgraph.statements).toHaveLength(2);
  for (const { node } of data.products.edges) {
    expect(node.reviews.edges.map((edge) => edge.node.rating)).toEqual([5, 4]);
    expect(node.reviews.pageInfo.hasNextPage).toBe(true);
  }
});

test("over REST, the first reviews of several authors are one statement, and so many of each", async () => {
  const authors = [person(), person()];
  for (const author of authors) for (let n = 0; n < 3; n++) await review(await subgraph.addProduct(), 4, author);
  const ids = authors.map(({ id }) => id);
  subgraph.statements.length = 0;
  const { body } = await subgraph.rest<{ data: { authorId: string; rating: number }[] }>(
    `/reviews?authorIds=${ids}&limit=2&fields=authorId,rating`,
  );
  expect(body.data.map(({ authorId }) => authorId)).toEqual(ids.flatMap((id) => [id, id]));
  expect(subgraph.statements).toHaveLength(1);
});

test("a person's reviews read on from a cursor", async () => {
  const author = person();
  for (let n = 0; n < 3; n++) await review(await subgraph.addProduct(), 4, author);
  const query = `query ($id: ID!, $after: String) {
    _entities(representations: [{ __typename: "User", id: $id }]) {
      ... on User { reviews(first: 2, after: $after) { edges { node { id product { name } } } pageInfo { hasNextPage endCursor } } }
    }
  }`;
  const page = async (after: string | null | undefined) =>
    (await subgraph.ask<Entities<{ reviews: Page<{ id: string }> }>>(query, { id: author.id, after })).data._entities[0]
      ?.reviews;
  const first = await page(null);
  const rest = await page(first?.pageInfo.endCursor);
  const ids = [first, rest].flatMap((each) => each?.edges.map((edge) => edge.node.id));
  expect(new Set(ids).size).toBe(3);
  expect(rest?.pageInfo.hasNextPage).toBe(false);
});

test("which purchase a review speaks of is for its author and staff", async () => {
  const author = person();
  const { data } = await review(await subgraph.addProduct(), 5, author);
  const orderId = crypto.randomUUID();
  await withConnection(subgraph.ownerUrl, (client) =>
    client.query("UPDATE review SET purchase_order_id = $1, purchase_position = 2 WHERE id = $2", [
      orderId,
      data.reviewProduct.id,
    ]),
  );
  const query = `query ($id: ID!) {
    _entities(representations: [{ __typename: "Review", id: $id }]) { ... on Review { verifiedPurchase purchase { position order { id } } } }
  }`;
  const seenBy = async (as: Parameters<TestProducts["ask"]>[2]) =>
    (await subgraph.ask<Entities<object>>(query, { id: data.reviewProduct.id }, as)).data._entities[0];
  const purchase = { position: 2, order: { id: orderId } };
  expect(await seenBy(author)).toEqual({ verifiedPurchase: true, purchase });
  expect(await seenBy(person("STAFF"))).toEqual({ verifiedPurchase: true, purchase });
  expect(await seenBy(person())).toEqual({ verifiedPurchase: true, purchase: null });
  expect(await seenBy(undefined)).toEqual({ verifiedPurchase: true, purchase: null });
});

test.each([
  ["a rating of 1.5", ["reviews:RATING_DESC", 1.5, "2026-01-01T00:00:00Z"]],
  ["a rating that no column holds", ["reviews:RATING_DESC", 40_000, "2026-01-01T00:00:00Z"]],
  ["a time before the calendar", ["reviews:RATING_DESC", 5, "-000001-01-01T00:00:00Z"]],
])("a cursor with %s is refused by name", async (_what, parts) => {
  const id = await subgraph.addProduct();
  const query = `query ($id: ID!, $after: String) {
    product(id: $id) { reviews(sort: RATING_DESC, after: $after) { edges { node { id } } } }
  }`;
  const after = Buffer.from(JSON.stringify([...parts, id])).toString("base64url");
  const { errors } = await subgraph.ask(query, { id, after });
  expect(errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", problems: [{ path: ["after"] }] });
});
