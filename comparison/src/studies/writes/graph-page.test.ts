import { expect, test } from "vitest";
import type { Api } from "../../screen.ts";
import { graphPage } from "./graph-page.ts";
import type { Writing } from "./page.ts";

const PRICE = { amount: 900, currency: "EUR" };
const LAMP = {
  __typename: "Product",
  id: "lamp",
  name: "Lamp",
  price: PRICE,
  thumbnail: { url: "/lamp.webp", alt: "" },
};
const cart = (itemCount: number, items: object[] = []) => ({ __typename: "Cart", id: "cart", itemCount, items });
const ada = (more: object) => ({ __typename: "User", id: "ada", ...more });
const order = (id: string, more: object = {}) => ({
  __typename: "Order",
  id,
  number: `TF-${id}`,
  status: "DELIVERED",
  total: PRICE,
  placedAt: "2026-11-01T12:00:00.000Z",
  items: [{ product: LAMP }],
  ...more,
});

const BADGE = "query Badge { me { cart { itemCount } } }";
const MINE =
  "query Mine { me { orders(first: 10) { pageInfo { hasNextPage endCursor } edges { node { id number status total { amount currency } placedAt items { product { thumbnail { url alt } } } } } } } }";

/** What the graph answers, by the operation's name. */
const ANSWERS: Readonly<Record<string, object>> = {
  Badge: { me: ada({ cart: cart(2) }) },
  Mine: {
    me: ada({
      orders: {
        pageInfo: { hasNextPage: true, endCursor: "10" },
        edges: Array.from({ length: 10 }, (_, at) => ({ node: order(String(at)) })),
      },
    }),
  },
  AddToCart: { addToCart: cart(3, [{ quantity: 1, product: LAMP }]) },
  PlaceOrder: { placeOrder: order("new", { status: "PENDING", customer: ada({ cart: cart(0) }) }) },
  Confirmed: {
    order: { __typename: "Order", id: "new", status: "CONFIRMED" },
    product: { ...LAMP, stock: { available: 4 } },
  },
};

/** An open page of somebody who buys a lamp, with what it asks, and how. */
function open(isTrusted: boolean) {
  const asked: string[] = [];
  const answer = (way: string) => async (text: string, variables?: object) => {
    const name = /(?:query|mutation) (\w+)/.exec(text)?.[1] ?? "";
    asked.push(`${way} ${name} ${JSON.stringify(variables ?? {})}`);
    return structuredClone(ANSWERS[name]);
  };
  const writing: Writing = {
    network: {} as Writing["network"],
    api: () => ({ query: answer("query"), trusted: answer("trusted") }) as unknown as Api,
    send: () => Promise.reject(new Error("a graph has no resources")),
    mutate: answer("mutation"),
    rawOf: (id) => `raw ${id}`,
    productId: "lamp",
  };
  return { page: graphPage(writing, isTrusted), asked };
}

test.each([
  [false, "query"],
  [true, "trusted"],
] as const)("what a mutation answers is known to all screens (by hash: %s)", async (isTrusted, way) => {
  const { page, asked } = open(isTrusted);
  const badge = () => page.api().query(BADGE);
  expect(await badge()).toMatchObject({ me: { cart: { itemCount: 2 } } });
  await page.addToCart();
  expect(await badge()).toMatchObject({ me: { cart: { itemCount: 3 } } });
  await page.placeOrder({ shippingAddress: {} }, "once");
  expect(await badge()).toMatchObject({ me: { cart: { itemCount: 0 } } });
  expect(asked).toEqual([
    `${way} Badge {}`,
    'mutation AddToCart {"input":{"productId":"lamp"}}',
    'mutation PlaceOrder {"input":{"shippingAddress":{},"idempotencyKey":"once"}}',
  ]);
});

test("a new order stands first in a history that gets no longer, and is confirmed there", async () => {
  const { page, asked } = open(false);
  type History = { me: { orders: { edges: { node: { id: string; status: string } }[] } } };
  const history = async () => {
    const { me } = (await page.api().query(MINE)) as History;
    return me.orders.edges.map(({ node }) => `${node.id} ${node.status}`);
  };
  expect(await history()).toHaveLength(10);
  const placed = await page.placeOrder({ shippingAddress: {} }, "once");
  expect((await history()).slice(0, 2)).toEqual(["new PENDING", "0 DELIVERED"]);
  await page.confirmed(placed);
  expect((await history())[0]).toBe("new CONFIRMED");
  expect(await history()).toHaveLength(10);
  expect(asked.map((each) => each.split(" ")[1])).toEqual(["Mine", "PlaceOrder", "Confirmed"]);
  // Services know it by its own id.
  expect(asked[2]).toContain('{"order":"raw new","product":"lamp"}');
});
