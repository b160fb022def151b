import { DomainError } from "@threefold/subgraph-server";
import { person } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestOrders, type TestOrders } from "../testing/index.ts";
import { key, ordering, PLACE, shippingAddress } from "../testing/ordering.ts";

let subgraph: TestOrders;
beforeAll(async () => {
  subgraph = await startTestOrders();
});
afterAll(() => subgraph[Symbol.asyncDispose]());
beforeEach(() => {
  subgraph.catalogue.answer = async () => ({ status: "RESERVED", shortOf: [] });
});
const { place, becomes, soldOf } = ordering(() => subgraph);

describe("placing an order", () => {
  test("answers at once with a pending order, which is confirmed by itself", async () => {
    const ada = person();
    const [lamp, bulb] = [
      subgraph.catalogue.add(),
      subgraph.catalogue.add({ name: "Bulb", price: { amount: 300, currency: "EUR" } }),
    ];
    const { data, errors } = await place(ada, [
      { productId: lamp, quantity: 2 },
      { productId: bulb, quantity: 5 },
    ]);
    expect(errors).toEqual([]);
    expect(data.placeOrder).toMatchObject({
      status: "PENDING",
      number: expect.stringMatching(/^TF-\d{4}-\d{6,}$/),
      subtotal: { amount: 6500 },
      shippingCost: { amount: 7 * 350 },
      total: { amount: 6500 + 7 * 350, currency: "EUR" },
      items: [
        { position: 1, quantity: 2, nameAsBought: "Lamp", lineTotal: { amount: 5000 } },
        { position: 2, quantity: 5, nameAsBought: "Bulb", lineTotal: { amount: 1500 } },
      ],
    });
    const order = await becomes(data.placeOrder.id, "CONFIRMED", ada);
    expect(order.timeline.map((entry) => entry.status)).toEqual(["PENDING", "CONFIRMED"]);
    expect(await soldOf(bulb)).toBe(5);
  });

  test("is rejected when the goods are not there, with the reason, and does not count as sold", async () => {
    const lamp = subgraph.catalogue.add({ name: "Rare lamp" });
    subgraph.catalogue.answer = async () => ({ status: "REFUSED", shortOf: [lamp] });
    const { data } = await place(person(), [{ productId: lamp, quantity: 1 }]);
    const order = await becomes(data.placeOrder.id, "REJECTED");
    expect(order.statusReason).toBe("Too few in stock: Rare lamp.");
    expect(await soldOf(lamp)).toBe(0);
  });

  test("with the same key gives the same order once, also when sent many times at once", async () => {
    const ada = person();
    const items = [{ productId: subgraph.catalogue.add(), quantity: 1 }];
    const once = key();
    const answers = await Promise.all(Array.from({ length: 5 }, () => place(ada, items, once)));
    expect(new Set(answers.map((answer) => answer.data?.placeOrder?.id)).size).toBe(1);
    expect(await soldOf(items[0]?.productId ?? "")).toBe(1);
    const other = await place(ada, [{ productId: subgraph.catalogue.add(), quantity: 1 }], once);
    expect(other.errors[0]?.extensions).toMatchObject({
      code: "CONFLICT",
      problems: [{ path: ["input", "idempotencyKey"] }],
    });
    const somebodyElse = await place(person(), items, once);
    expect(somebodyElse.errors).toEqual([]);
  });

  test("with the same key is the same order whether what is not in its address is left out, null or empty", async () => {
    const ada = person();
    const items = [{ productId: subgraph.catalogue.add(), quantity: 1 }];
    const idempotencyKey = key();
    const ids = [];
    for (const more of [{}, { line2: null }, { line2: " ", region: "" }]) {
      const input = { idempotencyKey, items, shippingAddress: { ...shippingAddress, ...more } };
      ids.push((await subgraph.ask<{ placeOrder: { id: string } } | null>(PLACE, { input }, ada)).data?.placeOrder.id);
    }
    expect(new Set(ids)).toEqual(new Set([expect.any(String)]));
  });

  test("keeps an address without what it does not have", async () => {
    const items = [{ productId: subgraph.catalogue.add(), quantity: 1 }];
    const address = { ...shippingAddress, line2: "  ", region: "" };
    const query = PLACE.replace("number", "shippingAddress { line2 region }");
    const input = { idempotencyKey: key(), items, shippingAddress: address };
    const { data } = await subgraph.ask(query, { input }, person());
    expect(data).toMatchObject({ placeOrder: { shippingAddress: { line2: null, region: null } } });
  });

  test("names each product that cannot be bought, and writes nothing", async () => {
    const ada = person();
    const items = [
      { productId: subgraph.catalogue.add(), quantity: 1 },
      { productId: crypto.randomUUID(), quantity: 1 },
      { productId: subgraph.catalogue.add({ status: "DISCONTINUED" }), quantity: 1 },
    ];
    const { errors } = await place(ada, items);
    const problems = errors[0]?.extensions["problems"] as { path: unknown[] }[];
    expect(problems.map((problem) => problem.path)).toEqual([
      ["input", "items", 1, "productId"],
      ["input", "items", 2, "productId"],
    ]);
    const { data } = await subgraph.ask(
      'query ($id: ID!) { _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { orders { edges { node { id } } } } } }',
      { id: ada.id },
      ada,
    );
    expect(data).toEqual({ _entities: [{ orders: { edges: [] } }] });
  });

  test.each([
    ["a short key", { idempotencyKey: "short" }, ["input", "idempotencyKey"]],
    [
      "a country that is none",
      { shippingAddress: { ...shippingAddress, countryCode: "Germany" } },
      ["input", "shippingAddress", "countryCode"],
    ],
    ["nothing to order", { items: [] }, ["input", "items"]],
    ["an empty cart", {}, ["input", "items"]],
  ])("refuses %s by name", async (_, fields, path) => {
    const { errors } = await subgraph.ask(
      PLACE,
      { input: { idempotencyKey: key(), shippingAddress, ...fields } },
      person(),
    );
    expect(errors[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      problems: [expect.objectContaining({ path })],
    });
  });

  test("is refused when it is worth more than can be counted, and writes nothing", async () => {
    const ada = person();
    const price = { amount: Number.MAX_SAFE_INTEGER, currency: "EUR" };
    const { errors } = await place(ada, [{ productId: subgraph.catalogue.add({ price }), quantity: 2 }]);
    expect(errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", problems: [{ path: ["input", "items"] }] });
    const { data } = await subgraph.ask(
      "{ orders(first: 1) { edges { node { total { amount } } } } }",
      {},
      person("STAFF"),
    );
    expect(data).toMatchObject({ orders: { edges: [{ node: { total: { amount: expect.any(Number) } } }] } });
  });

  test("needs somebody to place it", async () => {
    const { errors } = await place(undefined, [{ productId: subgraph.catalogue.add(), quantity: 1 }]);
    expect(errors[0]?.extensions["code"]).toBe("UNAUTHENTICATED");
  });

  test("says so when the catalogue cannot be asked, and tells nothing of the inside", async () => {
    const quote = subgraph.catalogue.quote;
    subgraph.catalogue.quote = async () => {
      throw new DomainError("SERVICE_UNAVAILABLE", "The catalogue cannot be asked at the moment.");
    };
    const { errors } = await place(person(), [{ productId: crypto.randomUUID(), quantity: 1 }]);
    subgraph.catalogue.quote = quote;
    expect(errors[0]).toMatchObject({
      message: "The catalogue cannot be asked at the moment.",
      extensions: { code: "SERVICE_UNAVAILABLE" },
    });
  });
});
