import { withConnection } from "@threefold/database";
import { column, eventually } from "@threefold/database/testing";
import { person } from "@threefold/subgraph-server/testing";
import { expect, test } from "vitest";
import { startTestProducts } from "./testing/index.ts";

const seller = person("SELLER");
const KEY = { "idempotency-key": '"the-first"' };
const problem = (type: string) => ({ type: `https://threefold.example/problems/${type}` });

const KEYS = "SELECT count(*)::int FROM keyed_request";
const STOCK = "SELECT on_hand FROM stock";

/** A product with ten pieces, and a way to take some with a key. */
async function startWithOne() {
  const products = await startTestProducts();
  const id = await products.addProduct({ sellerId: seller.id });
  const take = (delta: number, headers: Record<string, string> = KEY, as = seller) =>
    products.rest<{ onHand: number }>(`/products/${id}/stock/adjustments`, { body: { delta }, headers, as });
  return {
    products,
    id,
    take,
    onHand: () => column(products.ownerUrl, STOCK),
    sql: (text: string) => withConnection(products.ownerUrl, (client) => client.query(text)),
    [Symbol.asyncDispose]: () => products[Symbol.asyncDispose](),
  };
}

test("the same key twice does it once, and gives the first answer again", async () => {
  await using shop = await startWithOne();
  const first = await shop.take(-3);
  await shop.take(-1, {});
  const second = await shop.take(-3);
  expect([first.status, first.body.onHand]).toEqual([200, 7]);
  expect(second.body).toEqual(first.body);
  expect(await shop.onHand()).toEqual([6]);
});

test("what was made is answered with its place the second time too", async () => {
  await using shop = await startWithOne();
  const body = { rating: 4, title: "Bright", body: "It shines." };
  const review = () => shop.products.rest(`/products/${shop.id}/reviews`, { body, headers: KEY, as: person() });
  const as = person();
  const again = () => shop.products.rest(`/products/${shop.id}/reviews`, { body, headers: KEY, as });
  const [first, second] = [await again(), await again()];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(first.headers.get("location")).toMatch(/reviews\//);
  expect(second.headers.get("location")).toBe(first.headers.get("location"));
  // Somebody else's key is another key.
  expect((await review()).body).not.toEqual(first.body);
});

test("a change that was held against a tag is answered again, though the tag is an old one by now", async () => {
  await using shop = await startWithOne();
  const path = `/products/${shop.id}`;
  const etag = (await shop.products.rest(path, { as: seller })).headers.get("etag") ?? "";
  const change = () =>
    shop.products.rest<{ price: object }>(path, {
      method: "PATCH",
      body: { price: 900 },
      headers: { ...KEY, "if-match": etag },
      as: seller,
    });
  const [first, second] = [await change(), await change()];
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(second.body).toEqual(first.body);
  expect(
    (await shop.products.rest(path, { method: "PATCH", body: { price: 1 }, headers: { "if-match": etag }, as: seller }))
      .status,
  ).toBe(412);
});

test("a key belongs to one request", async () => {
  await using shop = await startWithOne();
  await shop.take(-3);
  const other = await shop.take(-4);
  expect(other).toMatchObject({ status: 422, body: problem("idempotency-key-reused") });
  expect(other.body).toMatchObject({ errors: [{ header: "Idempotency-Key" }] });
  const long = await shop.take(-3, { "idempotency-key": "k".repeat(256) });
  expect(long).toMatchObject({ status: 400, body: problem("malformed-request") });
  expect(await shop.onHand()).toEqual([7]);
});

test("of two at once one is done, and the other is told that it is under way", async () => {
  await using shop = await startWithOne();
  await withConnection(shop.products.ownerUrl, async (client) => {
    await client.query("BEGIN");
    await client.query("SELECT FROM stock FOR UPDATE");
    const first = shop.take(-3);
    await eventually(() => column(shop.products.ownerUrl, KEYS), [1]);
    expect(await shop.take(-3)).toMatchObject({ status: 409, body: problem("idempotency-key-in-use") });
    await client.query("COMMIT");
    expect(await first).toMatchObject({ status: 200, body: { onHand: 7 } });
  });
  expect(await shop.take(-3)).toMatchObject({ status: 200, body: { onHand: 7 } });
});

test("what the rules refuse leaves its key free, and what nobody expected leaves it in doubt", async () => {
  await using shop = await startWithOne();
  expect((await shop.take(-30)).status).toBe(409);
  expect(await column(shop.products.ownerUrl, KEYS)).toEqual([0]);
  await shop.sql("ALTER TABLE stock RENAME TO elsewhere");
  expect((await shop.take(-3)).status).toBe(500);
  await shop.sql("ALTER TABLE elsewhere RENAME TO stock");
  expect(await shop.take(-3)).toMatchObject({ status: 409, body: problem("idempotency-key-in-use") });
  expect(await shop.onHand()).toEqual([10]);
});

test("keys are kept for a day", async () => {
  await using shop = await startWithOne();
  await shop.take(-3);
  await shop.sql("UPDATE keyed_request SET at = now() - interval '25 hours'");
  expect((await shop.take(-4)).body.onHand).toBe(3);
  await shop.sql("UPDATE keyed_request SET at = now() - interval '25 hours'");
  await shop.take(-1, { "idempotency-key": "the-second" });
  expect(await column(shop.products.ownerUrl, "SELECT key FROM keyed_request")).toEqual(["the-second"]);
});

test("a backlog of old keys that no statement could remove in its time keeps nobody from an answer", async () => {
  await using shop = await startWithOne();
  await shop.sql(`
    INSERT INTO keyed_request (owner, key, fingerprint, at)
      SELECT 'somebody', n, '', now() - interval '25 hours' FROM generate_series(1, 250) AS n;
    CREATE FUNCTION take_time() RETURNS TRIGGER LANGUAGE plpgsql AS $$
    BEGIN
      IF (SELECT count(*) FROM gone) > 100 THEN
        RAISE EXCEPTION 'canceling statement due to statement timeout' USING ERRCODE = 'query_canceled';
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER take_time AFTER DELETE ON keyed_request REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION take_time();
  `);
  for (const key of ["one", "two", "three"]) {
    expect((await shop.take(-1, { "idempotency-key": key })).status).toBe(200);
  }
  expect(await column(shop.products.ownerUrl, KEYS)).toEqual([3]);
});
