import { person } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestProducts, type TestProducts } from "../testing/index.ts";

let subgraph: TestProducts;
beforeAll(async () => {
  subgraph = await startTestProducts();
});
afterAll(() => subgraph[Symbol.asyncDispose]());

const ORDERS = { kind: "service" } as const;
const reserve = (
  orderId: string,
  items: { productId: string; quantity: number }[],
  as: Parameters<TestProducts["ask"]>[2] = ORDERS,
) =>
  subgraph.ask<{ reserveStock: { status: string; shortOf: string[] } }>(
    "mutation ($input: ReserveStockInput!) { reserveStock(input: $input) { status shortOf } }",
    { input: { orderId, items } },
    as,
  );
const settle = (orderId: string, outcome: string) =>
  subgraph.ask<{ settleReservation: { status: string } }>(
    "mutation ($orderId: ID!, $outcome: ReservationOutcome!) { settleReservation(orderId: $orderId, outcome: $outcome) { status } }",
    { orderId, outcome },
    ORDERS,
  );
const stockOf = async (id: string) => {
  const query = "query ($id: ID!) { product(id: $id) { stock { onHand reserved available } } }";
  const { data } = await subgraph.ask<{ product: { stock: object } }>(query, { id });
  return data.product.stock;
};

describe("stock set aside for an order", () => {
  test("is all of it or none", async () => {
    const [plenty, few] = [await subgraph.addProduct({ onHand: 10 }), await subgraph.addProduct({ onHand: 1 })];
    const refused = await reserve(crypto.randomUUID(), [
      { productId: plenty, quantity: 2 },
      { productId: few, quantity: 2 },
    ]);
    expect(refused.data.reserveStock).toEqual({ status: "REFUSED", shortOf: [few] });
    expect(await stockOf(plenty)).toEqual({ onHand: 10, reserved: 0, available: 10 });
  });

  test("is set aside once, however often the order asks", async () => {
    const productId = await subgraph.addProduct({ onHand: 10 });
    const orderId = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => reserve(orderId, [{ productId, quantity: 3 }])));
    for (const answer of answers) expect(answer.data.reserveStock.status).toBe("RESERVED");
    expect(await stockOf(productId)).toEqual({ onHand: 10, reserved: 3, available: 7 });
  });

  test("is never sold twice, however many orders want it at once", async () => {
    const goods = [await subgraph.addProduct({ onHand: 7 }), await subgraph.addProduct({ onHand: 7 })];
    const orders = Array.from({ length: 20 }, (_, index) => {
      // Every other order names the goods the other way round: a lock in the order of asking would deadlock.
      const items = goods.map((productId) => ({ productId, quantity: 1 }));
      return reserve(crypto.randomUUID(), index % 2 ? items : items.reverse());
    });
    const statuses = (await Promise.all(orders)).map((answer) => answer.data.reserveStock.status);
    expect(statuses.filter((status) => status === "RESERVED")).toHaveLength(7);
    for (const id of goods) expect(await stockOf(id)).toEqual({ onHand: 7, reserved: 7, available: 0 });
  });

  test("leaves the warehouse with the parcel, or returns to the shelf", async () => {
    const productId = await subgraph.addProduct({ onHand: 10 });
    const [shipped, released] = [crypto.randomUUID(), crypto.randomUUID()];
    await reserve(shipped, [{ productId, quantity: 3 }]);
    await reserve(released, [{ productId, quantity: 2 }]);
    for (let times = 0; times < 2; times++) {
      expect((await settle(shipped, "SHIPPED")).data.settleReservation.status).toBe("SHIPPED");
      expect((await settle(released, "RELEASED")).data.settleReservation.status).toBe("RELEASED");
    }
    expect(await stockOf(productId)).toEqual({ onHand: 7, reserved: 0, available: 7 });
    expect((await settle(shipped, "RELEASED")).errors[0]?.extensions["code"]).toBe("CONFLICT");
  });

  test("is not set aside for an order that was called off before it asked", async () => {
    const productId = await subgraph.addProduct({ onHand: 10 });
    const orderId = crypto.randomUUID();
    await settle(orderId, "RELEASED");
    expect((await reserve(orderId, [{ productId, quantity: 1 }])).data.reserveStock.status).toBe("RELEASED");
    expect(await stockOf(productId)).toMatchObject({ reserved: 0 });
  });

  test("is not set aside of what is no longer sold", async () => {
    const productId = await subgraph.addProduct({ status: "DISCONTINUED" });
    expect((await reserve(crypto.randomUUID(), [{ productId, quantity: 1 }])).data.reserveStock.shortOf).toEqual([
      productId,
    ]);
  });

  test.each([
    ["nobody", undefined],
    ["staff", person("STAFF")],
  ])("is not for %s to ask", async (_, as) => {
    const productId = await subgraph.addProduct();
    const answer = await reserve(crypto.randomUUID(), [{ productId, quantity: 1 }], as ?? { kind: "anonymous" });
    expect(answer.errors[0]?.extensions["code"]).toBe("FORBIDDEN");
  });
});

describe("counting stock", () => {
  const adjust =
    "mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { onHand available product { id } } }";

  test("its seller adds and takes, but not what is promised", async () => {
    const seller = person("SELLER");
    const productId = await subgraph.addProduct({ sellerId: seller.id, onHand: 5 });
    await reserve(crypto.randomUUID(), [{ productId, quantity: 4 }]);
    const added = await subgraph.ask(adjust, { input: { productId, delta: 3 } }, seller);
    expect(added.data).toEqual({ adjustStock: { onHand: 8, available: 4, product: { id: productId } } });
    const taken = await subgraph.ask(adjust, { input: { productId, delta: -5 } }, seller);
    expect(taken.errors[0]?.extensions["code"]).toBe("CONFLICT");
    const other = await subgraph.ask(adjust, { input: { productId, delta: 1 } }, person("SELLER"));
    expect(other.errors[0]?.extensions["code"]).toBe("FORBIDDEN");
  });

  test("more than can be counted is refused, and not an error of ours", async () => {
    const seller = person("SELLER");
    const productId = await subgraph.addProduct({ sellerId: seller.id, onHand: 2 ** 31 - 3 });
    const full = await subgraph.ask(adjust, { input: { productId, delta: 2 } }, seller);
    expect(full.data).toMatchObject({ adjustStock: { onHand: 2 ** 31 - 1 } });
    const { errors } = await subgraph.ask(adjust, { input: { productId, delta: 1 } }, seller);
    expect(errors[0]).toMatchObject({
      message: "There would be more than can be counted.",
      extensions: { code: "CONFLICT" },
    });
  });
});
