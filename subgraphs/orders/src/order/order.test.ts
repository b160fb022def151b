import { DomainError } from "@threefold/subgraph-server";
import { type Entities, type Page, person } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startTestOrders, type TestOrders } from "../testing/index.ts";

let subgraph: TestOrders;
beforeAll(async () => {
  subgraph = await startTestOrders();
});
afterAll(() => subgraph[Symbol.asyncDispose]());
beforeEach(() => {
  subgraph.catalogue.answer = async () => ({ status: "RESERVED", shortOf: [] });
});

type Asker = Parameters<TestOrders["ask"]>[2];

const shippingAddress = {
  recipient: "Ada",
  line1: "1 Analytical Way",
  city: "Berlin",
  postalCode: "10115",
  countryCode: "DE",
};
const PLACE = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) { id number status subtotal { amount } shippingCost { amount } total { amount currency } items { position quantity nameAsBought lineTotal { amount } } }
}`;
const key = () => `key-${crypto.randomUUID()}`;
const place = (as: Asker, items: { productId: string; quantity: number }[] | undefined, idempotencyKey = key()) =>
  subgraph.ask<{ placeOrder: { id: string } }>(
    PLACE,
    { input: { idempotencyKey, shippingAddress, ...(items && { items }) } },
    as,
  );

const ORDER =
  "query ($id: ID!) { order(id: $id) { status statusReason timeline { status message } shipment { carrier trackingNumber expectedOn deliveredAt } } }";
interface SeenOrder {
  status: string;
  statusReason: string | null;
  timeline: { status: string; message: string }[];
}
const orderOf = async (id: string, as: Asker) =>
  (await subgraph.ask<{ order: SeenOrder }>(ORDER, { id }, as)).data.order;
/** Waits until the order stands there: the relay works by itself. */
const becomes = (id: string, status: string, as: Asker = person("STAFF")) =>
  vi.waitFor(async () => {
    const order = await orderOf(id, as);
    expect(order.status).toBe(status);
    return order;
  });
const soldOf = async (productId: string) => {
  const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Product", id: $id }]) { ... on Product { unitsSold } } }`;
  const { data } = await subgraph.ask<Entities<{ unitsSold: number }>>(query, { id: productId });
  return data._entities[0]?.unitsSold;
};

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

describe("an order's life", () => {
  const ADVANCE = "mutation ($id: ID!) { advanceOrder(id: $id) { status shipment { trackingNumber deliveredAt } } }";
  const CANCEL =
    "mutation ($id: ID!, $reason: String) { cancelOrder(id: $id, reason: $reason) { status statusReason } }";
  const confirmed = async (as: Asker) => {
    const { data } = await place(as, [{ productId: subgraph.catalogue.add(), quantity: 1 }]);
    await becomes(data.placeOrder.id, "CONFIRMED");
    return data.placeOrder.id;
  };

  test("staff ships and delivers it, and the stock is told", async () => {
    const staff = person("STAFF");
    const id = await confirmed(person());
    const shipped = await subgraph.ask<{ advanceOrder: object }>(ADVANCE, { id }, staff);
    expect(shipped.data.advanceOrder).toEqual({
      status: "SHIPPED",
      shipment: { trackingNumber: expect.stringMatching(/^TF\d{12}$/), deliveredAt: null },
    });
    await vi.waitFor(() =>
      expect(subgraph.catalogue.calls).toContainEqual({ name: "settle", orderId: id, outcome: "SHIPPED" }),
    );
    const delivered = await subgraph.ask<{ advanceOrder: object }>(ADVANCE, { id }, staff);
    expect(delivered.data.advanceOrder).toMatchObject({
      status: "DELIVERED",
      shipment: { deliveredAt: expect.any(String) },
    });
    expect((await subgraph.ask(ADVANCE, { id }, staff)).errors[0]?.extensions["code"]).toBe("CONFLICT");
  });

  test("its customer calls it off until it is shipped, and the stock is released", async () => {
    const ada = person();
    const id = await confirmed(ada);
    const { data } = await subgraph.ask(CANCEL, { id, reason: "Changed my mind" }, ada);
    expect(data).toEqual({ cancelOrder: { status: "CANCELLED", statusReason: "Changed my mind" } });
    await vi.waitFor(() =>
      expect(subgraph.catalogue.calls).toContainEqual({ name: "settle", orderId: id, outcome: "RELEASED" }),
    );
    const shipped = await confirmed(ada);
    await subgraph.ask(ADVANCE, { id: shipped }, person("STAFF"));
    expect((await subgraph.ask(CANCEL, { id: shipped }, ada)).errors[0]?.extensions["code"]).toBe("CONFLICT");
  });

  test("is not called off for a reason that is no plain text, nor found by a number that is none", async () => {
    const ada = person();
    const id = await confirmed(ada);
    const { errors } = await subgraph.ask(CANCEL, { id, reason: "a\u0000b" }, ada);
    expect(errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", problems: [{ path: ["reason"] }] });
    expect((await orderOf(id, ada)).status).toBe("CONFIRMED");
    const found = await subgraph.ask(
      "query ($number: String!) { orderByNumber(number: $number) { id } }",
      { number: "\u0000" },
      ada,
    );
    expect(found).toMatchObject({ data: { orderByNumber: null }, errors: [] });
  });

  test("called off while its stock is being reserved, it stays called off and the stock is released after", async () => {
    const ada = person();
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    subgraph.catalogue.answer = async () => {
      asked.resolve();
      await answer.promise;
      return { status: "RESERVED", shortOf: [] };
    };
    const { data } = await place(ada, [{ productId: subgraph.catalogue.add(), quantity: 1 }]);
    const id = data.placeOrder.id;
    await asked.promise;
    expect((await subgraph.ask(CANCEL, { id }, ada)).data).toMatchObject({ cancelOrder: { status: "CANCELLED" } });
    answer.resolve();
    await vi.waitFor(() =>
      expect(subgraph.catalogue.calls.filter((call) => call.orderId === id).map((call) => call.name)).toEqual([
        "reserve",
        "settle",
      ]),
    );
    expect((await orderOf(id, ada)).status).toBe("CANCELLED");
  });

  test("a catalogue that fails is asked again until it answers", async () => {
    let failures = 2;
    subgraph.catalogue.answer = async () => {
      if (failures-- > 0) throw new Error("not now");
      return { status: "RESERVED", shortOf: [] };
    };
    const { data } = await place(person(), [{ productId: subgraph.catalogue.add(), quantity: 1 }]);
    await vi.waitFor(
      async () => expect((await orderOf(data.placeOrder.id, person("STAFF"))).status).toBe("CONFIRMED"),
      { timeout: 10_000 },
    );
  });

  test("is not seen by anybody else, by whatever way they ask", async () => {
    const ada = person();
    const id = await confirmed(ada);
    const numbered = "query ($id: ID!) { order(id: $id) { number } }";
    const { number } = (await subgraph.ask<{ order: { number: string } }>(numbered, { id }, ada)).data.order;
    const query = `query ($id: ID!, $number: String!, $customer: ID!) {
      order(id: $id) { id }
      orderByNumber(number: $number) { id }
      _entities(representations: [
        { __typename: "Order", id: $id }
        { __typename: "Order", number: $number }
        { __typename: "OrderItem", order: { id: $id }, position: 1 }
        { __typename: "User", id: $customer }
      ]) { ... on Order { id } ... on OrderItem { position } ... on User { orders { edges { node { id } } } lifetimeSpend { amount } } }
    }`;
    for (const as of [undefined, person("CUSTOMER"), person("SELLER")]) {
      const { data, errors } = await subgraph.ask(query, { id, number, customer: ada.id }, as);
      expect(data).toEqual({
        order: null,
        orderByNumber: null,
        _entities: [null, null, null, { orders: null, lifetimeSpend: null }],
      });
      expect(errors.map((error) => error.extensions["code"])).toEqual(["FORBIDDEN", "FORBIDDEN"]);
      for (const [mutation, code] of [
        [CANCEL, as ? "NOT_FOUND" : "UNAUTHENTICATED"],
        [ADVANCE, as ? "FORBIDDEN" : "UNAUTHENTICATED"],
      ] as const) {
        expect((await subgraph.ask(mutation, { id }, as)).errors[0]?.extensions["code"]).toBe(code);
      }
    }
    const own = await subgraph.ask<Entities<{ orders: Page<object> } | null>>(
      query,
      { id, number, customer: ada.id },
      ada,
    );
    expect(own.errors).toEqual([]);
    expect(own.data._entities[3]?.orders.edges).toEqual([{ node: { id } }]);
  });
});
