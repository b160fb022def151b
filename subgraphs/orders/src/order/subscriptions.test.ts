import { withConnection } from "@threefold/database";
import { person } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestOrders, type TestOrders } from "../testing/index.ts";
import { type Asker, key, shippingAddress } from "../testing/ordering.ts";

let subgraph: TestOrders;
beforeAll(async () => {
  subgraph = await startTestOrders();
});
afterAll(() => subgraph[Symbol.asyncDispose]());

const staff = person("STAFF");

async function place(as: Asker): Promise<string> {
  const input = {
    idempotencyKey: key(),
    shippingAddress,
    items: [{ productId: subgraph.catalogue.add(), quantity: 2 }],
  };
  const { data } = await subgraph.ask<{ placeOrder: { id: string } }>(
    "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id } }",
    { input },
    as,
  );
  return data.placeOrder.id;
}
const advance = (id: string) => subgraph.ask("mutation ($id: ID!) { advanceOrder(id: $id) { id } }", { id }, staff);
const statusOf = async (id: string) => {
  const { data } = await subgraph.ask<{ order: { status: string } }>(
    "query ($id: ID!) { order(id: $id) { status } }",
    { id },
    staff,
  );
  return data.order.status;
};
const confirmed = (id: string) =>
  vi.waitFor(async () => expect(await statusOf(id)).toBe("CONFIRMED"), { interval: 5, timeout: 10_000 });

interface Changed {
  orderStatusChanged: { id: string; status: string; timeline: { status: string }[]; shipment: object | null };
}
const CHANGED = `subscription ($id: ID!) {
  orderStatusChanged(id: $id) { id status timeline { status } shipment { trackingNumber } }
}`;

test("each step of an order is told as it was at that moment, with what is read anew for it", async () => {
  const ada = person();
  const id = await place(ada);
  await confirmed(id);
  const stream = await subgraph.subscribe<Changed>(CHANGED, { id }, ada);
  await advance(id);
  const { value: shipped } = await stream.next();
  expect(shipped.data.orderStatusChanged).toMatchObject({ id, status: "SHIPPED", shipment: expect.anything() });
  expect(shipped.data.orderStatusChanged.timeline.at(-1)).toEqual({ status: "SHIPPED" });
  await advance(id);
  const { value: delivered } = await stream.next();
  expect(delivered.data.orderStatusChanged.status).toBe("DELIVERED");
  // Loaders of the first event would still say SHIPPED.
  expect(delivered.data.orderStatusChanged.timeline.at(-1)).toEqual({ status: "DELIVERED" });
  await stream.return?.();
});

test("who comes back says what came last, and gets what it missed", async () => {
  const ada = person();
  const id = await place(ada);
  await confirmed(id);
  const first = await subgraph.subscribe<Changed>(CHANGED, { id }, ada);
  await advance(id);
  const { value: seen } = await first.next();
  await first.return?.();
  await advance(id);
  const second = await subgraph.subscribe<Changed>(CHANGED, { id }, ada, seen.extensions.eventId);
  const { value: missed } = await second.next();
  expect(missed.data.orderStatusChanged.status).toBe("DELIVERED");
  await second.return?.();
});

test("one's own orders are told from the moment that they are placed, and nobody else's", async () => {
  const [ada, grace] = [person(), person()];
  const stream = await subgraph.subscribe<{ myOrderChanged: { id: string; status: string } }>(
    "subscription { myOrderChanged { id status } }",
    {},
    ada,
  );
  await confirmed(await place(grace));
  const id = await place(ada);
  expect((await stream.next()).value.data).toEqual({ myOrderChanged: { id, status: "PENDING" } });
  expect((await stream.next()).value.data).toEqual({ myOrderChanged: { id, status: "CONFIRMED" } });
  await stream.return?.();
});

test("staff sees all orders, as they are placed and as they change", async () => {
  const placed = await subgraph.subscribe("subscription { orderPlaced { id status } }", {}, staff);
  const changed = await subgraph.subscribe("subscription { orderChanged { id status } }", {}, staff);
  const id = await place(person());
  expect((await placed.next()).value.data).toEqual({ orderPlaced: { id, status: "PENDING" } });
  expect((await changed.next()).value.data).toEqual({ orderChanged: { id, status: "PENDING" } });
  expect((await changed.next()).value.data).toEqual({ orderChanged: { id, status: "CONFIRMED" } });
  await Promise.all([placed.return?.(), changed.return?.()]);
});

test("a quiet subscription ends when its reader leaves, and not with the next event", async () => {
  const stream = await subgraph.subscribe("subscription { orderPlaced { id } }", {}, staff);
  const open = await subgraph.openSubscriptions();
  await stream.return?.();
  await vi.waitFor(async () => expect(await subgraph.openSubscriptions()).toBe(open - 1), {
    interval: 5,
    timeout: 10_000,
  });
});

test("who leaves a quiet order by REST is let go, and not with the next event", async () => {
  const ada = person();
  const id = await place(ada);
  await confirmed(id);
  const leaving = new AbortController();
  const headers = await subgraph.edge.headersFor(ada);
  const { status } = await fetch(`${subgraph.url}/orders/${id}/events`, { headers, signal: leaving.signal });
  expect(status).toBe(200);
  const [follower = {}] = [...subgraph.followers].reverse();
  leaving.abort();
  await vi.waitFor(() => expect(subgraph.followers.has(follower)).toBe(false), { interval: 5, timeout: 10_000 });
});

test("an event that cannot be read ends the stream with a word to come back, and none of what went wrong", async () => {
  const stream = await subgraph.subscribe(PLACED, {}, staff);
  const failed = stream.next().catch((error: unknown) => error);
  await withConnection(subgraph.ownerUrl, (client) =>
    client.query("SELECT append_events($1)", [
      JSON.stringify([{ topic: "order.placed", subject: anyOrder, payload: { id: "of a later version" } }]),
    ]),
  );
  expect(await failed).toMatchObject([
    { message: "This stream ends here: subscribe again.", extensions: { code: "SERVICE_UNAVAILABLE" } },
  ]);
});

const anyOrder = crypto.randomUUID();
const PLACED = "subscription { orderPlaced { id } }";
test.each([
  { what: "a wrong event id", query: PLACED, as: staff, after: "yesterday", code: "BAD_USER_INPUT" },
  { what: "an order that is not there", query: CHANGED, variables: { id: anyOrder }, as: staff, code: "NOT_FOUND" },
  {
    what: "staff's feed for a customer",
    query: "subscription { orderChanged { id } }",
    as: person(),
    code: "FORBIDDEN",
  },
  { what: "staff's feed for nobody", query: PLACED, code: "UNAUTHENTICATED" },
  { what: "nobody's own orders", query: "subscription { myOrderChanged { id } }", code: "UNAUTHENTICATED" },
])("$what is refused when somebody subscribes", async ({ query, variables, as, after, code }) => {
  const stream = await subgraph.iterate(query, variables, as, after);
  expect((await stream.next()).value).toMatchObject({ errors: [{ extensions: { code } }] });
});

test("an order of somebody else's is as if there were none", async () => {
  const stream = await subgraph.iterate(CHANGED, { id: await place(person()) }, person());
  expect((await stream.next()).value).toMatchObject({ errors: [{ extensions: { code: "NOT_FOUND" } }] });
});

test.each([
  { what: "a query", query: "{ __typename }", code: "BAD_REQUEST" },
  { what: "a mutation", query: 'mutation { advanceOrder(id: "1") { id } }', code: "BAD_REQUEST" },
  { what: "text that is no document", query: "subscription {", code: "GRAPHQL_PARSE_FAILED" },
  {
    what: "a field that is not there",
    query: "subscription { orderEaten { id } }",
    code: "GRAPHQL_VALIDATION_FAILED",
  },
])("$what gets an error with a code, and the connection stays", async ({ query, code }) => {
  const stream = await subgraph.iterate(query);
  const refused = await stream.next().catch((error: unknown) => error);
  expect(refused).toMatchObject([{ extensions: { code } }]);
});
