import { person, type RestRequest, rowsOf } from "@threefold/subgraph-server/testing";
import { expect, test, vi } from "vitest";
import { startTestOrders, type TestOrders } from "./testing/index.ts";

const buyer = person();
const staff = person("STAFF");
const ADDRESS = { recipient: "A", line1: "1 Way", city: "Berlin", postalCode: "10115", countryCode: "DE" };

/** What both ways start with: a cart with something in it, and a confirmed order. */
async function startWithOrder() {
  const orders = await startTestOrders();
  const productId = orders.catalogue.add({ id: "0199c000-0000-7000-8000-000000000001" });
  const add = "mutation ($id: ID!) { addToCart(input: { productId: $id, quantity: 2 }) { id } }";
  await orders.ask(add, { id: productId }, buyer);
  const input = { idempotencyKey: "the-first", items: [{ productId, quantity: 1 }], shippingAddress: ADDRESS };
  const { data } = await orders.ask<{ placeOrder: { id: string } }>(
    "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id } }",
    { input },
    buyer,
  );
  const orderId = data.placeOrder.id;
  await settled(orders);
  return { orders, ids: { productId, orderId }, [Symbol.asyncDispose]: () => orders[Symbol.asyncDispose]() };
}

/** Everything that was decided has been carried out. */
const settled = (orders: TestOrders) =>
  vi.waitFor(async () => {
    const { outbox_message: messages = [] } = await rowsOf(orders.ownerUrl);
    expect(messages.filter((message) => message.includes('"sent_at":null'))).toEqual([]);
  }, 10_000);

type Ids = Awaited<ReturnType<typeof startWithOrder>>["ids"];

interface Twin {
  readonly mutation: string;
  readonly variables: (ids: Ids) => object;
  readonly request: (ids: Ids) => RestRequest & { readonly path: string };
}

const TWINS: Readonly<Record<string, Twin>> = {
  addToCart: {
    mutation: "mutation ($id: ID!) { addToCart(input: { productId: $id, quantity: 3 }) { id } }",
    variables: ({ productId }) => ({ id: productId }),
    request: ({ productId }) => ({ path: "/cart/items", body: { productId, quantity: 3 }, as: buyer }),
  },
  setCartItem: {
    mutation: "mutation ($id: ID!) { setCartItem(productId: $id, quantity: 7) { id } }",
    variables: ({ productId }) => ({ id: productId }),
    request: ({ productId }) => ({ method: "PUT", path: `/cart/items/${productId}`, body: { quantity: 7 }, as: buyer }),
  },
  placeOrder: {
    mutation: "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id } }",
    variables: () => ({ input: { idempotencyKey: "the-second", shippingAddress: ADDRESS } }),
    request: () => ({
      path: "/orders",
      body: { shippingAddress: ADDRESS },
      headers: { "idempotency-key": '"the-second"' },
      as: buyer,
    }),
  },
  cancelOrder: {
    mutation: 'mutation ($id: ID!) { cancelOrder(id: $id, reason: "Too late") { id } }',
    variables: ({ orderId }) => ({ id: orderId }),
    request: ({ orderId }) => ({ path: `/orders/${orderId}/cancellation`, body: { reason: "Too late" }, as: buyer }),
  },
  advanceOrder: {
    mutation: "mutation ($id: ID!) { advanceOrder(id: $id) { id } }",
    variables: ({ orderId }) => ({ id: orderId }),
    request: ({ orderId }) => ({ method: "POST", path: `/orders/${orderId}/advancement`, as: staff }),
  },
};

/** How often a message was tried depends on who was faster. */
const IGNORED = ["attempts", "tracking_number"];

test.each(Object.keys(TWINS))("%s and its REST twin leave the same rows", async (name) => {
  const twin = TWINS[name];
  if (!twin) throw new Error("there is no such twin");
  await using graph = await startWithOrder();
  await using rest = await startWithOrder();
  const before = await rowsOf(rest.orders.ownerUrl, IGNORED);
  const { path, ...request } = twin.request(rest.ids);
  const { errors } = await graph.orders.ask(twin.mutation, twin.variables(graph.ids), request.as);
  expect(errors).toEqual([]);
  const { status, body } = await rest.orders.rest(path, request);
  expect([200, 201], JSON.stringify(body)).toContain(status);
  await Promise.all([settled(graph.orders), settled(rest.orders)]);
  const left = await rowsOf(rest.orders.ownerUrl, IGNORED);
  expect(left).not.toEqual(before);
  expect(left).toEqual(await rowsOf(graph.orders.ownerUrl, IGNORED));
});

test("the same key twice gives the same order once, and with another order is a conflict", async () => {
  await using orders = await startTestOrders();
  const productId = orders.catalogue.add();
  const place = (quantity: number, headers: Record<string, string> = { "idempotency-key": "once-and-only" }) =>
    orders.rest<{ id: string }>("/orders", {
      body: { shippingAddress: ADDRESS, items: [{ productId, quantity }] },
      headers,
      as: buyer,
    });
  const first = await place(1);
  expect(first).toMatchObject({ status: 201 });
  expect(new URL(first.headers.get("location") ?? "", `${orders.url}/orders`).pathname).toBe(
    `/orders/${first.body.id}`,
  );
  expect(await place(1)).toMatchObject({ status: 201, body: { id: first.body.id } });
  expect(await place(2)).toMatchObject({ status: 422, body: { errors: [{ header: "Idempotency-Key" }] } });
  expect(await place(1, {})).toMatchObject({
    status: 400,
    body: { type: "https://threefold.example/problems/idempotency-key-missing" },
  });
});

test("an order that names no items, or null, is what is in the cart", async () => {
  await using orders = await startTestOrders();
  for (const items of [{}, { items: null }]) {
    await orders.rest("/cart/items", { body: { productId: orders.catalogue.add({ name: "Desk" }) }, as: buyer });
    const placed = await orders.rest("/orders", {
      body: { shippingAddress: ADDRESS, ...items },
      headers: { "idempotency-key": crypto.randomUUID() },
      as: buyer,
    });
    expect(placed).toMatchObject({ status: 201, body: { items: [{ nameAsBought: "Desk", quantity: 1 }] } });
  }
});
