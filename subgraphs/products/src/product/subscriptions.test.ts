import { person } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestProducts, type TestProducts } from "../testing/index.ts";

let subgraph: TestProducts;
beforeAll(async () => {
  subgraph = await startTestProducts();
});
afterAll(() => subgraph[Symbol.asyncDispose]());

const staff = person("STAFF");
const update = (id: string, input: object) =>
  subgraph.ask(
    "mutation ($id: ID!, $input: UpdateProductInput!) { updateProduct(id: $id, input: $input) { id } }",
    { id, input },
    staff,
  );
const adjust = (productId: string, delta: number) =>
  subgraph.ask(
    "mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { available } }",
    { input: { productId, delta } },
    staff,
  );

test("anybody follows the price of products, and only the price", async () => {
  const [lamp, other] = [await subgraph.addProduct({ priceAmount: 1_000 }), await subgraph.addProduct()];
  const stream = await subgraph.subscribe(
    "subscription ($ids: [ID!]!) { priceChanged(productIds: $ids) { id name price { amount currency } } }",
    { ids: [lamp] },
  );
  await update(other, { price: 5 });
  await update(lamp, { name: "Lantern" });
  await update(lamp, { price: 900 });
  await update(lamp, { price: 800 });
  for (const amount of [900, 800]) {
    const price = { amount, currency: "EUR" };
    expect((await stream.next()).value.data).toEqual({ priceChanged: { id: lamp, name: "Lantern", price } });
  }
  await stream.return?.();
});

test("stock is told whenever it changes: counted, set aside for an order, shipped", async () => {
  const lamp = await subgraph.addProduct({ onHand: 10 });
  const stream = await subgraph.subscribe(
    "subscription ($ids: [ID!]!) { stockChanged(productIds: $ids) { available onHand reserved product { name } } }",
    { ids: [lamp] },
  );
  const orderId = crypto.randomUUID();
  await adjust(lamp, 5);
  await subgraph.ask(
    "mutation ($input: ReserveStockInput!) { reserveStock(input: $input) { status } }",
    { input: { orderId, items: [{ productId: lamp, quantity: 4 }] } },
    { kind: "service" },
  );
  await subgraph.ask(
    "mutation ($orderId: ID!) { settleReservation(orderId: $orderId, outcome: SHIPPED) { status } }",
    { orderId },
    { kind: "service" },
  );
  for (const stock of [
    { available: 15, onHand: 15, reserved: 0 },
    { available: 11, onHand: 15, reserved: 4 },
    { available: 11, onHand: 11, reserved: 0 },
  ]) {
    expect((await stream.next()).value.data).toMatchObject({ stockChanged: stock });
  }
  await stream.return?.();
});

test.each([
  { ids: [], says: "must have at least 1 id" },
  { ids: ["lamp"], says: "product" },
  { ids: Array.from({ length: 101 }, () => crypto.randomUUID()), says: "must have at most 100 ids" },
])("a list of ids that cannot be followed is refused: $says", async ({ ids, says }) => {
  const query = "subscription ($ids: [ID!]!) { stockChanged(productIds: $ids) { available } }";
  const stream = await subgraph.iterate(query, { ids });
  const { value } = await stream.next();
  expect(value).toMatchObject({
    errors: [{ message: expect.stringContaining(says), extensions: { code: "BAD_USER_INPUT" } }],
  });
});
