import { withConnection } from "@threefold/database";
import { column, eventually } from "@threefold/database/testing";
import { type Entities, meetAt, person } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestOrders, type TestOrders } from "../testing/index.ts";
import { shippingAddress } from "../testing/ordering.ts";

let subgraph: TestOrders;
beforeAll(async () => {
  subgraph = await startTestOrders();
});
afterAll(() => subgraph[Symbol.asyncDispose]());

type Asker = Parameters<TestOrders["ask"]>[2];
const ADD =
  "mutation ($input: AddToCartInput!) { addToCart(input: $input) { itemCount items { quantity product { id } } } }";
const SET =
  "mutation ($productId: ID!, $quantity: Int!) { setCartItem(productId: $productId, quantity: $quantity) { itemCount } }";
const add = (as: Asker, productId: string, quantity: number) =>
  subgraph.ask<{ addToCart: unknown }>(ADD, { input: { productId, quantity } }, as);
const set = async (as: Asker, productId: string, quantity: number) =>
  (await subgraph.ask<{ setCartItem: { itemCount: number } }>(SET, { productId, quantity }, as)).data.setCartItem;
const cartOf = (id: string, as: Asker) =>
  subgraph.ask<Entities<{ cart: object | null }>>(
    'query ($id: ID!) { _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { cart { itemCount } } } }',
    { id },
    as,
  );

test("pieces add up, line by line, also when added at once", async () => {
  const ada = person();
  const [lamp, bulb] = [subgraph.catalogue.add(), subgraph.catalogue.add()];
  await add(ada, lamp, 1);
  await Promise.all([add(ada, bulb, 2), add(ada, bulb, 3), add(ada, lamp, 1)]);
  const { data } = await add(ada, lamp, 1);
  expect(data.addToCart).toEqual({
    itemCount: 8,
    items: [
      { quantity: 3, product: { id: lamp } },
      { quantity: 5, product: { id: bulb } },
    ],
  });
});

test("a line is set to a number, and taken out by 0", async () => {
  const ada = person();
  const lamp = subgraph.catalogue.add();
  expect(await set(ada, lamp, 7)).toEqual({ itemCount: 7 });
  expect(await set(ada, lamp, 0)).toEqual({ itemCount: 0 });
});

test("what is not sold, too much of it, or nobody's cart is refused by name", async () => {
  const ada = person();
  const lamp = subgraph.catalogue.add();
  expect((await add(undefined, lamp, 1)).errors[0]?.extensions["code"]).toBe("UNAUTHENTICATED");
  await add(ada, lamp, 60);
  for (const [productId, quantity, path] of [
    [lamp, 60, ["input", "quantity"]],
    [lamp, 0, ["input", "quantity"]],
    [crypto.randomUUID(), 1, ["input", "productId"]],
    ["nonsense", 1, ["input", "productId"]],
    [subgraph.catalogue.add({ status: "DISCONTINUED" }), 1, ["input", "productId"]],
  ] as const) {
    const { errors } = await add(ada, productId, quantity);
    expect(errors[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      problems: [expect.objectContaining({ path })],
    });
  }
});

test("a cart is for its owner alone", async () => {
  const ada = person();
  await add(ada, subgraph.catalogue.add(), 2);
  expect((await cartOf(ada.id, ada)).data._entities[0]?.cart).toEqual({ itemCount: 2 });
  for (const as of [undefined, person(), person("STAFF")]) {
    const { data, errors } = await cartOf(ada.id, as);
    expect(data._entities[0]?.cart).toBeNull();
    expect(errors[0]).toMatchObject({ path: ["_entities", 0, "cart"], extensions: { code: "FORBIDDEN" } });
  }
});

test("ordering from the cart empties it, once", async () => {
  const ada = person();
  await add(ada, subgraph.catalogue.add(), 2);
  await add(ada, subgraph.catalogue.add(), 1);
  const place = "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id items { quantity } } }";
  const input = { idempotencyKey: `key-${crypto.randomUUID()}`, shippingAddress };
  const placed = async () =>
    (await subgraph.ask<{ placeOrder: { id: string; items: object[] } }>(place, { input }, ada)).data.placeOrder;
  const first = await placed();
  expect(first.items).toEqual([{ quantity: 2 }, { quantity: 1 }]);
  expect((await cartOf(ada.id, ada)).data._entities[0]?.cart).toEqual({ itemCount: 0 });
  const changed = `SELECT cart.updated_at = "order".placed_at FROM cart JOIN "order" USING (customer_id) WHERE customer_id = '${ada.id}'`;
  expect(await column(subgraph.ownerUrl, changed)).toEqual([true]);
  expect((await placed()).id).toBe(first.id);
  // Sent again so soon that the first is not there yet when the key is looked up, and the cart is empty when it is read.
  const key = `key-${crypto.randomUUID()}`;
  const [again] = await meetAt(
    subgraph.ownerUrl,
    { text: "LOCK TABLE cart_item IN ACCESS EXCLUSIVE MODE", values: [] },
    () => [subgraph.ask<{ placeOrder: { id: string } }>(place, { input: { ...input, idempotencyKey: key } }, ada)],
    { text: "UPDATE idempotency_key SET key = $1 WHERE order_id = $2", values: [key, first.id] },
  );
  expect(again).toMatchObject({ errors: [], data: { placeOrder: { id: first.id } } });
});

const WAITING = `SELECT count(DISTINCT pid)::int FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE NOT granted AND datname = current_database()`;

test("pieces put into the cart while it is being ordered are those that are in it then", async () => {
  const ada = person();
  const lamp = subgraph.catalogue.add();
  await add(ada, lamp, 2);
  const place = "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { items { quantity } } }";
  const input = { idempotencyKey: `key-${crypto.randomUUID()}`, shippingAddress };
  const answers = await meetAt<{ data: unknown }>(
    subgraph.ownerUrl,
    { text: "LOCK TABLE product_sales IN EXCLUSIVE MODE", values: [] },
    () => [
      subgraph.ask(place, { input }, ada),
      eventually(() => column(subgraph.ownerUrl, WAITING), [1]).then(() => add(ada, lamp, 1)),
    ],
  );
  expect(answers.map(({ data }) => data)).toEqual([
    { placeOrder: { items: [{ quantity: 2 }] } },
    { addToCart: { itemCount: 1, items: [{ quantity: 1, product: { id: lamp } }] } },
  ]);
});

test("a change for which no connection becomes free is not made, and may be tried again", async () => {
  const ada = person();
  const lamp = subgraph.catalogue.add();
  await add(ada, lamp, 2);
  const place = "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id } }";
  const order = () => ({
    idempotencyKey: `key-${crypto.randomUUID()}`,
    shippingAddress,
    items: [{ productId: lamp, quantity: 1 }],
  });
  await withConnection(subgraph.ownerUrl, async (client) => {
    await client.query("BEGIN");
    await client.query("LOCK TABLE product_sales IN EXCLUSIVE MODE");
    // As many as the service has connections.
    const others = Array.from({ length: 4 }, () => subgraph.ask(place, { input: order() }, person()));
    await eventually(() => column(subgraph.ownerUrl, WAITING), [4]);
    const [byGraph, byRest] = await Promise.all([
      subgraph.ask(SET, { productId: lamp, quantity: 0 }, ada),
      subgraph.rest(`/cart/items/${lamp}`, { method: "DELETE", as: ada }),
    ]);
    expect(byGraph.errors[0]?.extensions).toEqual({ code: "SERVICE_UNAVAILABLE" });
    expect([byRest.status, byRest.headers.get("retry-after")]).toEqual([503, "5"]);
    await client.query("ROLLBACK");
    await Promise.all(others);
  });
  expect(await set(ada, lamp, 1)).toEqual({ itemCount: 1 });
});
