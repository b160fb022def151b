import { type Entities, type Page, person } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startTestOrders, type TestOrders } from "../testing/index.ts";
import { type Asker, ordering } from "../testing/ordering.ts";

let subgraph: TestOrders;
beforeAll(async () => {
  subgraph = await startTestOrders();
});
afterAll(() => subgraph[Symbol.asyncDispose]());
beforeEach(() => {
  subgraph.catalogue.answer = async () => ({ status: "RESERVED", shortOf: [] });
});
const { place, orderOf, becomes } = ordering(() => subgraph);

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
    await vi.waitFor(
      () => expect(subgraph.catalogue.calls).toContainEqual({ name: "settle", orderId: id, outcome: "SHIPPED" }),
      10_000,
    );
    const delivered = await subgraph.ask<{ advanceOrder: object }>(ADVANCE, { id }, staff);
    expect(delivered.data.advanceOrder).toMatchObject({
      status: "DELIVERED",
      shipment: { deliveredAt: expect.any(String) },
    });
    expect((await subgraph.ask(ADVANCE, { id }, staff)).errors[0]?.extensions["code"]).toBe("CONFLICT");
  });

  test("what is shipped is told of as bought, by whom and at which line, and not before", async () => {
    const ada = person();
    const [lamp, desk] = [subgraph.catalogue.add(), subgraph.catalogue.add({ name: "Desk" })];
    const { data } = await place(ada, [
      { productId: lamp, quantity: 1 },
      { productId: desk, quantity: 2 },
    ]);
    const { id } = data.placeOrder;
    await becomes(id, "CONFIRMED");
    const told = () => subgraph.catalogue.calls.filter((call) => call.name === "recordPurchase" && call.orderId === id);
    expect(told()).toEqual([]);
    await subgraph.ask(ADVANCE, { id }, person("STAFF"));
    const lines = [
      { productId: lamp, position: 1 },
      { productId: desk, position: 2 },
    ];
    await vi.waitFor(
      () => expect(told()).toEqual([{ name: "recordPurchase", orderId: id, customerId: ada.id, lines }]),
      10_000,
    );
  });

  test.each(["graph", "REST"])("two of the staff who ship it at once by %s ship it once", async (api) => {
    const id = await confirmed(person());
    const ship = async (staff: ReturnType<typeof person>) => {
      if (api === "REST") {
        const path = `/orders/${id}/advancement?from=CONFIRMED`;
        return (await subgraph.rest<{ status: unknown }>(path, { method: "POST", as: staff })).body.status;
      }
      const mutation = "mutation ($id: ID!) { advanceOrder(id: $id, from: CONFIRMED) { status } }";
      const { data, errors } = await subgraph.ask<{ advanceOrder: { status: unknown } } | null>(
        mutation,
        { id },
        staff,
      );
      return data?.advanceOrder.status ?? errors[0]?.extensions["code"];
    };
    const outcomes = await Promise.all([person("STAFF"), person("STAFF")].map(ship));
    expect(outcomes.sort()).toEqual([api === "REST" ? 409 : "CONFLICT", "SHIPPED"]);
    expect((await orderOf(id, person("STAFF"))).status).toBe("SHIPPED");
  });

  test("its customer calls it off until it is shipped, and the stock is released", async () => {
    const ada = person();
    const id = await confirmed(ada);
    const { data } = await subgraph.ask(CANCEL, { id, reason: "Changed my mind" }, ada);
    expect(data).toEqual({ cancelOrder: { status: "CANCELLED", statusReason: "Changed my mind" } });
    await vi.waitFor(
      () => expect(subgraph.catalogue.calls).toContainEqual({ name: "settle", orderId: id, outcome: "RELEASED" }),
      10_000,
    );
    const shipped = await confirmed(ada);
    await subgraph.ask(ADVANCE, { id: shipped }, person("STAFF"));
    expect((await subgraph.ask(CANCEL, { id: shipped }, ada)).errors[0]?.extensions["code"]).toBe("CONFLICT");
  });

  test.each(["graph", "REST"])("is called off by %s for no reason, and one that is null is none", async (api) => {
    const ada = person();
    const id = await confirmed(ada);
    if (api === "graph") await subgraph.ask(CANCEL, { id, reason: null }, ada);
    else await subgraph.rest(`/orders/${id}/cancellation`, { method: "POST", as: ada, body: { reason: null } });
    expect(await orderOf(id, ada)).toMatchObject({ status: "CANCELLED", statusReason: null });
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
    await vi.waitFor(
      () =>
        expect(subgraph.catalogue.calls.filter((call) => call.orderId === id).map((call) => call.name)).toEqual([
          "reserve",
          "settle",
        ]),
      10_000,
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
