import { expect, inject, test } from "vitest";
import { ask, signIn } from "../system/client.ts";
import { overSse, overWebSocket, type Responses } from "./clients.ts";

const FIELDS =
  "number status customer { displayName } items { quantity product { name price { amount } seller { displayName } } }";
const MINE = `subscription { myOrderChanged { id ${FIELDS} } }`;
const shippingAddress = {
  recipient: "Ada",
  line1: "1 Analytical Way",
  city: "Berlin",
  postalCode: "10115",
  countryCode: "DE",
};

type Changed = { myOrderChanged: { id: string; status: string } };

async function somethingInStock(): Promise<string> {
  const { data } = await ask<{ products: { edges: { node: { id: string; stock: { available: number } } }[] } }>(
    "{ products(first: 50, filter: { inStock: true }, sort: NAME) { edges { node { id stock { available } } } } }",
  );
  const [first] = data.products.edges.filter(({ node }) => node.stock.available >= 5).slice(-1);
  return first?.node.id ?? "";
}

const place = (token: string, productId: string) =>
  ask<{ placeOrder: { id: string } }>(
    "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id } }",
    { input: { idempotencyKey: crypto.randomUUID(), shippingAddress, items: [{ productId, quantity: 1 }] } },
    { token },
  );

test("an order's changes arrive over every transport, joined from three subgraphs, as a query of that moment says it", async () => {
  const ada = await signIn("ada");
  const { gateway } = inject("system");
  await using webSocket: Responses<Changed> = await overWebSocket(gateway, ada, MINE);
  await using sse: Responses<Changed> = await overSse(gateway, ada, MINE);
  await Promise.all([webSocket.begun, sse.begun]);
  const { data } = await place(ada, await somethingInStock());
  const { id } = data.placeOrder;
  for (const status of ["PENDING", "CONFIRMED"]) {
    const [one, other] = [await webSocket.next(), await sse.next()];
    expect(one).toEqual(other);
    expect(one).toMatchObject({ data: { myOrderChanged: { id, status, customer: { displayName: "Ada M." } } } });
  }
  const token = await signIn("stan");
  await ask("mutation ($id: ID!) { advanceOrder(id: $id) { status } }", { id }, { token });
  const shipped = await webSocket.next();
  const queried = await ask<{ order: object }>(
    `query ($id: ID!) { order(id: $id) { id ${FIELDS} } }`,
    { id },
    { token: ada },
  );
  expect(shipped.data?.myOrderChanged).toEqual(queried.data.order);
});

test("another's order is not followed", async () => {
  const { data } = await place(await signIn("ada"), await somethingInStock());
  const query = `subscription { orderStatusChanged(id: "${data.placeOrder.id}") { status } }`;
  await using nobody: Responses<object> = await overSse(inject("system").gateway, undefined, query);
  expect((await nobody.next()).errors).toMatchObject([{ extensions: { serviceName: "orders" } }]);
});

test("stock is the same for everybody", async () => {
  const productId = await somethingInStock();
  const query = `subscription { stockChanged(productIds: ["${productId}"]) { reserved product { name } } }`;
  const { gateway } = inject("system");
  const ada = await signIn("ada");
  await using hers: Responses<object> = await overSse(gateway, ada, query);
  await using anybodys: Responses<object> = await overWebSocket(gateway, undefined, query);
  await Promise.all([hers.begun, anybodys.begun]);
  expect(await (await fetch(`http://127.0.0.1:${inject("system").portBase + 10}/metrics`)).text()).toMatch(
    /^subscription_streams 1$/m,
  );
  await place(ada, productId);
  expect(await hers.next()).toEqual(await anybodys.next());
});
