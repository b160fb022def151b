import {
  callerOf,
  expectedOf,
  KINDS,
  type OrdersFixture,
  orderProbes,
  orderRestProbes,
  outcomeOf,
  restOutcomeOf,
} from "@threefold/authorisation";
import { type Entities, GraphQLErrors, person } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { rules } from "./authorisation.ts";
import { startTestOrders, type TestOrders } from "./testing/index.ts";

const owner = person("SELLER");
const staff = person("STAFF");
let orders: TestOrders;
let fixture: OrdersFixture;
beforeAll(async () => {
  orders = await startTestOrders();
  const productId = orders.catalogue.add({ seller: { id: owner.id } });
  const order = await shippedOrder(productId);
  const add = "mutation ($id: ID!) { addToCart(input: { productId: $id }) { id } }";
  const { data } = await orders.ask<{ addToCart: { id: string } }>(add, { id: productId }, owner);
  fixture = { ownerId: owner.id, order, cartId: data.addToCart.id, productId };
});
afterAll(() => orders[Symbol.asyncDispose]());

async function shippedOrder(productId: string): Promise<OrdersFixture["order"]> {
  const { data } = await orders.ask<{ placeOrder: { id: string; number: string } }>(
    "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id number } }",
    {
      input: {
        idempotencyKey: crypto.randomUUID(),
        items: [{ productId, quantity: 1 }],
        shippingAddress: { recipient: "A", line1: "1 Way", city: "Berlin", postalCode: "10115", countryCode: "DE" },
      },
    },
    owner,
  );
  const { id } = data.placeOrder;
  const advance = "mutation ($id: ID!) { advanceOrder(id: $id) { shipment { id } } }";
  const shipmentId = await vi.waitFor(async () => {
    const answer = await orders.ask<{ advanceOrder: { shipment: { id: string } } }>(advance, { id }, staff);
    expect(answer.errors).toEqual([]);
    return answer.data.advanceOrder.shipment.id;
  }, 10_000);
  return { ...data.placeOrder, shipmentId };
}

test("every rule is tried", () => {
  expect(new Set(orderProbes.map(({ rule }) => rule))).toEqual(new Set(Object.keys(rules)));
});

const streams = orderProbes.filter(({ through }) => through === "stream");
describe.each(streams)("$rule, $way:", (probe) => {
  test.each(KINDS)("%s", async (kind) => {
    const outcome = await orders.subscribe(probe.query, probe.variables(fixture), callerOf(kind, owner)).then(
      async (stream) => {
        await stream.return?.();
        return "allowed";
      },
      (error: unknown) => outcomeOf(probe, { data: null, errors: error instanceof GraphQLErrors ? error.errors : [] }),
    );
    expect(outcome).toBe(expectedOf(probe, kind));
  });
});

const probes = orderProbes.filter(({ through }) => through === "subgraph" || through === "both");
describe.each(probes)("$rule, $way:", (probe) => {
  test.each(KINDS)("%s", async (kind) => {
    const answer = await orders.ask(probe.query, probe.variables(fixture), callerOf(kind, owner));
    expect(outcomeOf(probe, answer)).toBe(expectedOf(probe, kind));
  });
});

test("what a product brought is what its orders are worth, for its seller", async () => {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { revenue { amount currency } } } }`;
  const representation = { __typename: "Product", id: fixture.productId, seller: { __typename: "User", id: owner.id } };
  const never = { ...representation, id: crypto.randomUUID() };
  const { data } = await orders.ask<Entities<object>>(query, { r: [representation, never] }, owner);
  expect(data._entities).toEqual([
    { revenue: { amount: 2_500, currency: "EUR" } },
    { revenue: { amount: 0, currency: "EUR" } },
  ]);
});

describe.each(orderRestProbes)("over REST, $rule, $way:", ({ request, expected }) => {
  test.each(KINDS)("%s", async (kind) => {
    const asked = request(fixture);
    const answer = await orders.rest(asked.path, { ...asked, as: callerOf(kind, owner) });
    expect(restOutcomeOf(asked, answer)).toBe(expected(kind));
  });
});
