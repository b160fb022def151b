import { ask } from "../../system/ask.ts";
import { ADDRESS, confirmed } from "../../system/others.ts";

/** Somebody with a history, an address and a cart, who is like all the others. */
export interface Person {
  readonly userId: string;
  readonly token: string;
}

/** What is in a person's cart and history before they write. */
export interface Goods {
  /** What is bought later; in nobody's cart or history. */
  readonly wanted: string;
  readonly others: readonly [string, string];
}

/**
 * Products that there are most of, but for the first, which other screens' orders take from.
 * @throws Error when there are too few
 */
export async function findGoods(rest: string): Promise<Goods> {
  type Product = { id: string; stock: { available: number } };
  const { data } = await ask<{ data: Product[] }>(`${rest}/products?limit=100&inStock=true&fields=stock`);
  const [, wanted, one, other] = data.toSorted(
    (a, b) => b.stock.available - a.stock.available || (a.id < b.id ? -1 : 1),
  );
  if (!wanted || !one || !other) throw new Error("there are too few products in stock");
  return { wanted: wanted.id, others: [one.id, other.id] };
}

const PASSWORD = "what-is-written-is-read";

/** Signs somebody up over REST who has ordered twice, and has two products in the cart. */
export async function newPerson(rest: string, { others }: Goods): Promise<Person> {
  const username = `writer-${crypto.randomUUID().slice(0, 8)}`;
  const post = <Body>(path: string, body: object, more: Record<string, string> = {}): Promise<Body> =>
    ask<Body>(`${rest}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...more },
      body: JSON.stringify(body),
    });
  await post("/users", { username, displayName: "Willa Writer", email: `${username}@example.com`, password: PASSWORD });
  const { accessToken: token } = await post<{ accessToken: string }>("/sessions", { username, password: PASSWORD });
  const authorization = { authorization: `Bearer ${token}` };
  const { id: userId } = await ask<{ id: string }>(`${rest}/users/me?fields=displayName`, { headers: authorization });
  await post("/users/me/addresses", { label: "Home", ...ADDRESS }, authorization);
  for (const productId of others) {
    const order = { items: [{ productId, quantity: 1 }], shippingAddress: ADDRESS };
    const key = { ...authorization, "idempotency-key": crypto.randomUUID() };
    const { id } = await post<{ id: string }>("/orders", order, key);
    await confirmed(`${rest}/orders/${id}`, token);
  }
  for (const productId of others) await post("/cart/items", { productId }, authorization);
  return { userId, token };
}
