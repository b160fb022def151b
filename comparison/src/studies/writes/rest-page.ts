import type { Api } from "../../screen.ts";
import type { Page, Placed, Writing } from "./page.ts";

/** What a REST client knows of paths: which say what is in the cart, and which what an order changes. */
const CART = /^(\/jsonapi)?\/(cart|views\/(cart-badge|checkout))$/;
const ordered = (productId: string) =>
  new RegExp(`/users/[^/]+/orders$|/views/order-history$|/((jsonapi/)?products|views/product-detail)/${productId}$`);

/**
 * REST's client: answers are kept by their URL. A write's answer stands for the resource that it is (R1 reads plain carts); what
 * else it has changed is asked for again, and is 304 where it has not.
 */
export function restPage({ network, api, send, productId }: Writing): Page {
  const answers = new Map<string, Promise<unknown>>();
  const known = (path: string): Promise<unknown> => {
    const body = answers.get(path) ?? api().get(path);
    answers.set(path, body);
    return body;
  };
  const changed = (pattern: RegExp): void => {
    network.doubt(pattern);
    for (const path of answers.keys()) if (pattern.test(path.split("?")[0] ?? "")) answers.delete(path);
  };
  const keepCart = (cart: unknown): void => {
    for (const choice of ["itemCount", "items"]) answers.set(`/cart?fields=${choice}`, Promise.resolve(cart));
  };
  return {
    api: (): Api => ({ ...api(), get: known }),
    async addToCart() {
      const cart = await send("/cart/items", { productId });
      changed(CART);
      keepCart(cart);
    },
    async placeOrder(order, idempotencyKey) {
      const placed = await send("/orders", order, { "idempotency-key": idempotencyKey });
      changed(CART);
      return placed as Placed;
    },
    async confirmed() {
      changed(ordered(productId));
    },
  };
}
