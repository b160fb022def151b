import { currentPatience } from "../client/patience.ts";
import type { Others } from "../screen.ts";
import { ask } from "./ask.ts";

export const ADDRESS = {
  recipient: "Ada Morgenstern",
  line1: "Mühlenweg 7",
  city: "Theaburg",
  postalCode: "60736",
  countryCode: "DE",
};

/** What happens while somebody looks at a screen. It is done over REST, and not measured. */
export async function othersOf(rest: string, tokens: { readonly ada: string; readonly stan: string }): Promise<Others> {
  const productId = await plenty(rest);
  const post = <Body>(path: string, token: string, body: object, more: Record<string, string> = {}): Promise<Body> =>
    ask<Body>(`${rest}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...more },
      body: JSON.stringify(body),
    });
  return {
    async placeOrder() {
      const order = { items: [{ productId, quantity: 1 }], shippingAddress: ADDRESS };
      const { id } = await post<{ id: string }>("/orders", tokens.ada, order, {
        "idempotency-key": crypto.randomUUID(),
      });
      await confirmed(`${rest}/orders/${id}`, tokens.ada);
      return id;
    },
    async advanceOrder(id) {
      await post(`/orders/${id}/advancement`, tokens.stan, {});
    },
  };
}

/** Where nobody else is: what changes while it is looked at cannot be shown. */
export const NOBODY: Others = {
  placeOrder: () => Promise.reject(new Error("nobody else is there")),
  advanceOrder: () => Promise.reject(new Error("nobody else is there")),
};

/** The product of which there is the most. */
async function plenty(rest: string): Promise<string> {
  type Product = { id: string; stock: { available: number } };
  const { data } = await ask<{ data: Product[] }>(`${rest}/products?limit=100&inStock=true&fields=stock`);
  const most = data.reduce((a, b) => (b.stock.available > a.stock.available ? b : a), data[0] ?? NONE);
  if (most === NONE) throw new Error("there is no product in stock");
  return most.id;
}
const NONE = { id: "", stock: { available: 0 } };

const CONFIRMED_WITHIN_MS = 30_000;

/** Waits until an order is confirmed. Confirmation follows on its own: it is an event, unless it came before somebody listened. */
export async function confirmed(order: string, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const leaving = new AbortController();
  const within = AbortSignal.timeout(CONFIRMED_WITHIN_MS);
  const signal = AbortSignal.any([leaving.signal, currentPatience().signal, within]);
  const stream = await fetch(`${order}/events`, { headers, signal });
  try {
    const { status } = await ask<{ status: string }>(`${order}?fields=status`, { headers });
    if (status === "CONFIRMED" || !stream.body) return;
    if (status !== "PENDING") throw new Error(`the order that was placed is ${status}`);
    for await (const chunk of stream.body) {
      const said = Buffer.from(chunk).toString();
      if (said.includes('"CONFIRMED"')) return;
      if (said.includes('"REJECTED"')) throw new Error("the order that was placed is REJECTED");
    }
  } finally {
    leaving.abort();
  }
}
