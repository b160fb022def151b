import type { Subject } from "../screen.ts";
import { ask } from "./ask.ts";

/**
 * Finds what the screens are about: the same things whenever the same data are there.
 * @throws Error when the data have no such things
 */
export async function findSubject(rest: string, tokens: { readonly ada: string }): Promise<Subject> {
  const get = <Body>(path: string, token?: string): Promise<Body> =>
    ask<Body>(`${rest}${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  type Product = { id: string; sellerId: string; reviewCount: number };
  const products = await get<{ data: Product[] }>("/products?sort=-averageRating&limit=50&fields=sellerId,reviewCount");
  const product = products.data.find(({ reviewCount }) => reviewCount >= 5) ?? products.data[0];
  const me = await get<{ id: string }>("/users/me?fields=displayName", tokens.ada);
  const orders = await get<{ data: { id: string; shipment: object | null }[] }>(
    `/users/${me.id}/orders?limit=20&fields=shipment`,
    tokens.ada,
  );
  const order = orders.data.find(({ shipment }) => shipment !== null) ?? orders.data[0];
  if (!product || !order) throw new Error("there is no product, or Ada has no order");
  return {
    productId: product.id,
    sellerId: product.sellerId,
    orderId: order.id,
    userId: me.id,
    search: "lamp",
    from: "2026-10-01",
    to: "2026-10-31",
  };
}

const PASSWORDS = { ada: "ada-threefold", stan: "stan-threefold", sol: "sol-threefold" };

/** Signs the seeded people in, as the start page does. */
export async function signIn(rest: string): Promise<Record<keyof typeof PASSWORDS, string>> {
  const tokens = Object.entries(PASSWORDS).map(async ([username, password]) => {
    const { accessToken } = await ask<{ accessToken: string }>(`${rest}/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username, password }),
    });
    return [username, accessToken];
  });
  return Object.fromEntries(await Promise.all(tokens));
}
