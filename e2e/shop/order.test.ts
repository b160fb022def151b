import { expect, test, vi } from "vitest";
import { ask, signIn } from "../system/client.ts";

const shippingAddress = {
  recipient: "Ada",
  line1: "1 Analytical Way",
  city: "Berlin",
  postalCode: "10115",
  countryCode: "DE",
};
const PLACE =
  "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id status total { amount } customer { username } items { quantity product { id name } } } }";
const ORDER =
  "query ($id: ID!) { order(id: $id) { status statusReason timeline { status } shipment { trackingNumber } } }";
const STOCK = "query ($id: ID!) { product(id: $id) { unitsSold stock { onHand reserved available } } }";

interface Placed {
  placeOrder: {
    id: string;
    status: string;
    customer: { username: string };
    items: { quantity: number; product: { id: string; name: string } }[];
  };
}
interface Product {
  product: { unitsSold: number; stock: { onHand: number; reserved: number; available: number } };
}
type OrderState = {
  order: {
    status: string;
    statusReason: string | null;
    timeline: { status: string }[];
    shipment: { trackingNumber: string } | null;
  };
};

const key = () => crypto.randomUUID();
const place = (token: string, items: object[], idempotencyKey = key()) =>
  ask<Placed>(PLACE, { input: { idempotencyKey, shippingAddress, items } }, { token });
const stockOf = async (id: string) => (await ask<Product>(STOCK, { id })).data.product;
const becomes = (id: string, status: string, token: string) =>
  vi.waitFor(
    async () => {
      const { data } = await ask<OrderState>(ORDER, { id }, { token });
      expect(data.order.status).toBe(status);
      return data.order;
    },
    { timeout: 10_000 },
  );

/** A product that can be bought, which no other test buys. */
let taken = 0;
async function somethingInStock(): Promise<string> {
  const { data } = await ask<{ products: { edges: { node: { id: string; stock: { available: number } } }[] } }>(
    "{ products(first: 50, filter: { inStock: true }, sort: NAME) { edges { node { id stock { available } } } } }",
  );
  const enough = data.products.edges.filter(({ node }) => node.stock.available >= 5);
  return enough[taken++]?.node.id ?? "";
}

test("an order takes stock when it is placed, and it leaves the house when it is shipped", async () => {
  const [ada, stan] = [await signIn("ada"), await signIn("stan")];
  const productId = await somethingInStock();
  const before = await stockOf(productId);
  const { data, errors } = await place(ada, [{ productId, quantity: 2 }]);
  expect(errors).toBeUndefined();
  expect(data.placeOrder).toMatchObject({
    status: "PENDING",
    customer: { username: "ada" },
    items: [{ quantity: 2, product: { id: productId } }],
  });
  const { id } = data.placeOrder;
  await becomes(id, "CONFIRMED", ada);
  expect(await stockOf(productId)).toEqual({
    unitsSold: before.unitsSold + 2,
    stock: { onHand: before.stock.onHand, reserved: before.stock.reserved + 2, available: before.stock.available - 2 },
  });
  const advance = "mutation ($id: ID!) { advanceOrder(id: $id) { status } }";
  expect(
    (await ask<{ advanceOrder: { status: string } }>(advance, { id }, { token: stan })).data.advanceOrder.status,
  ).toBe("SHIPPED");
  await vi.waitFor(async () => expect((await stockOf(productId)).stock.onHand).toBe(before.stock.onHand - 2), {
    timeout: 10_000,
  });
  await ask(advance, { id }, { token: stan });
  const order = await becomes(id, "DELIVERED", ada);
  expect(order.timeline.map((entry) => entry.status)).toEqual(["PENDING", "CONFIRMED", "SHIPPED", "DELIVERED"]);
});

test("an order that is called off gives its stock back", async () => {
  const ada = await signIn("ada");
  const productId = await somethingInStock();
  const before = await stockOf(productId);
  const { data } = await place(ada, [{ productId, quantity: 1 }]);
  await becomes(data.placeOrder.id, "CONFIRMED", ada);
  await ask("mutation ($id: ID!) { cancelOrder(id: $id) { status } }", { id: data.placeOrder.id }, { token: ada });
  await vi.waitFor(async () => expect(await stockOf(productId)).toEqual(before), { timeout: 10_000 });
});

test("more than there is is rejected, with the reason", async () => {
  const ada = await signIn("ada");
  const { data: found } = await ask<{ products: { edges: { node: { id: string; stock: { available: number } } }[] } }>(
    "{ products(first: 100, filter: { inStock: true }) { edges { node { id stock { available } } } } }",
  );
  const scarce = found.products.edges.find(({ node }) => node.stock.available < 99);
  expect(scarce).toBeDefined();
  const { data } = await place(ada, [{ productId: scarce?.node.id, quantity: 99 }]);
  const order = await becomes(data.placeOrder.id, "REJECTED", ada);
  expect(order.statusReason).toMatch(/^Too few in stock: /);
});

test("the last pieces are sold once, however many people want them at the same moment", async () => {
  const ada = await signIn("ada");
  const productId = await somethingInStock();
  const { stock } = await stockOf(productId);
  const share = Math.min(99, Math.floor(stock.available / 3));
  const orders = await Promise.all(Array.from({ length: 5 }, () => place(ada, [{ productId, quantity: share }])));
  const states = await Promise.all(
    orders.map(({ data }) =>
      vi.waitFor(
        async () => {
          const { data: now } = await ask<OrderState>(ORDER, { id: data.placeOrder.id }, { token: ada });
          expect(now.order.status).not.toBe("PENDING");
          return now.order.status;
        },
        { timeout: 15_000 },
      ),
    ),
  );
  const confirmed = states.filter((status) => status === "CONFIRMED").length;
  expect(confirmed).toBe(Math.min(5, Math.floor(stock.available / share)));
  expect((await stockOf(productId)).stock.reserved).toBe(stock.reserved + confirmed * share);
});

test("somebody else's order is nothing to anybody but staff", async () => {
  const [ada, sol, stan] = [await signIn("ada"), await signIn("sol"), await signIn("stan")];
  const { data } = await place(ada, [{ productId: await somethingInStock(), quantity: 1 }]);
  const { id } = data.placeOrder;
  expect((await ask<OrderState>(ORDER, { id }, { token: sol })).data.order).toBeNull();
  expect((await ask<OrderState>(ORDER, { id })).data.order).toBeNull();
  expect((await ask<OrderState>(ORDER, { id }, { token: stan })).data.order).not.toBeNull();
});

test("what only services may do is no part of the graph", async () => {
  const { errors } = await ask('mutation { reserveStock(input: { orderId: "a", items: [] }) { status } }');
  expect(errors?.[0]?.extensions?.["code"]).toBe("GRAPHQL_VALIDATION_FAILED");
});
