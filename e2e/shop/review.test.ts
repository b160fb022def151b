import { expect, inject, test, vi } from "vitest";
import { ask, signIn } from "../system/client.ts";

interface Thing {
  readonly id: string;
  readonly stock: { readonly available: number };
}
interface Written {
  readonly reviewProduct: { readonly id: string; readonly verifiedPurchase: boolean };
}

/** Opens an account: nobody has written or bought anything by it. */
async function newcomer(): Promise<string> {
  const username = `buyer-${crypto.randomUUID().slice(0, 8)}`;
  const input = { username, displayName: "Buyer", email: `${username}@example.com`, password: "correct horse battery" };
  const { data } = await ask<{ signUp: { accessToken: string } }>(
    "mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken } }",
    { input },
  );
  return data.signUp.accessToken;
}

/** Things of which there is enough, however much the other scenarios buy. */
async function plenty(count: number): Promise<string[]> {
  const { data } = await ask<{ products: { edges: { node: Thing }[] } }>(
    "{ products(first: 100, filter: { inStock: true }, sort: PRICE_ASC) { edges { node { id stock { available } } } } }",
  );
  const found = data.products.edges.map(({ node }) => node).toSorted((a, b) => b.stock.available - a.stock.available);
  return found.slice(0, count).map(({ id }) => id);
}

const write = async (token: string, productId: string) => {
  const { data } = await ask<Written>(
    "mutation ($input: ReviewProductInput!) { reviewProduct(input: $input) { id verifiedPurchase } }",
    { input: { productId, rating: 5, title: "Good", body: "I have it before me." } },
    { token },
  );
  return data.reviewProduct;
};
const isVerified = async (productId: string, reviewId: string) => {
  const { data } = await ask<{ product: { reviews: { edges: { node: Written["reviewProduct"] }[] } } }>(
    "query ($id: ID!) { product(id: $id) { reviews(first: 10) { edges { node { id verifiedPurchase } } } } }",
    { id: productId },
  );
  return data.product.reviews.edges.find(({ node }) => node.id === reviewId)?.node.verifiedPurchase;
};

test("a review is a buyer's when the order has been shipped, whether it was written before or after, by either API", async () => {
  const [buyer, stan] = [await newcomer(), await signIn("stan")];
  const [early = "", late = "", byRest = "", notBought = ""] = await plenty(4);
  const shippingAddress = { recipient: "B", line1: "1", city: "Berlin", postalCode: "10115", countryCode: "DE" };
  const items = [early, late, byRest].map((productId) => ({ productId, quantity: 1 }));
  const { data: placed } = await ask<{ placeOrder: { id: string } }>(
    "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id } }",
    { input: { idempotencyKey: crypto.randomUUID(), shippingAddress, items } },
    { token: buyer },
  );
  const { id } = placed.placeOrder;
  const first = await write(buyer, early);
  expect(first.verifiedPurchase).toBe(false);

  await vi.waitFor(
    async () => {
      const advance = "mutation ($id: ID!) { advanceOrder(id: $id, from: CONFIRMED) { status } }";
      expect((await ask(advance, { id }, { token: stan })).errors).toBeUndefined();
    },
    { timeout: 10_000 },
  );
  await vi.waitFor(async () => expect(await isVerified(early, first.id)).toBe(true), { timeout: 10_000 });
  expect((await write(buyer, late)).verifiedPurchase).toBe(true);
  expect((await write(buyer, notBought)).verifiedPurchase).toBe(false);
  const answer = await fetch(`${inject("system").gateway}/rest/products/${byRest}/reviews`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${buyer}` },
    body: JSON.stringify({ rating: 4, title: "Good", body: "I have it before me." }),
  });
  expect(await answer.json()).toMatchObject({ verifiedPurchase: true });
});

test("what the seeded people were sent long ago is known to be theirs", async () => {
  const ada = await signIn("ada");
  const { data } = await ask<{
    me: {
      reviews: { edges: { node: { product: { id: string } } }[] };
      orders: { edges: { node: { items: { product: { id: string; seller: { username: string } } }[] } }[] };
    };
  }>(
    `{ me {
      reviews(first: 100) { edges { node { product { id } } } }
      orders(first: 20, status: DELIVERED) { edges { node { items { product { id seller { username } } } } } }
    } }`,
    {},
    { token: ada },
  );
  const written = new Set(data.me.reviews.edges.map(({ node }) => node.product.id));
  const had = data.me.orders.edges.flatMap(({ node }) => node.items.map(({ product }) => product.id));
  const unsaid = had.find((productId) => !written.has(productId));
  expect(unsaid).toBeDefined();
  expect((await write(ada, unsaid ?? "")).verifiedPurchase).toBe(true);
});
