import { expect, test } from "vitest";
import type { Api } from "../../screen.ts";
import type { Writing } from "./page.ts";
import { restPage } from "./rest-page.ts";

/** An open page of somebody who buys a lamp. */
function open() {
  const asked: string[] = [];
  const doubted: RegExp[] = [];
  const get = async (path: string) => {
    asked.push(path);
    return { from: path };
  };
  const writing: Writing = {
    // It is only told what has changed.
    network: { doubt: (pattern) => void doubted.push(pattern) } as Writing["network"],
    api: () => ({ get }) as unknown as Api,
    send: async (path) => ({ answers: path }),
    mutate: () => Promise.reject(new Error("REST has no mutations")),
    rawOf: (id) => id,
    productId: "lamp",
  };
  const page = restPage(writing);
  return {
    page,
    /** Reads all, and gives what was asked for to do so. */
    async read(paths: readonly string[]): Promise<string[]> {
      asked.length = 0;
      for (const path of paths) await page.api().get(path);
      return [...asked];
    },
    doubts: (path: string) => doubted.some((pattern) => pattern.test(path)),
  };
}

test("a page asks for each address once, and again only for what was put into the cart", async () => {
  const { page, read } = open();
  const paths = [
    "/cart?fields=itemCount",
    "/views/cart-badge",
    "/jsonapi/cart?fields[carts]=itemCount",
    "/products/lamp",
  ];
  expect(await read(paths)).toEqual(paths);
  expect(await read(paths)).toEqual([]);
  await page.addToCart();
  // What the write has answered is the plain cart, whichever fields of it are wanted.
  expect(await read(paths)).toEqual(["/views/cart-badge", "/jsonapi/cart?fields[carts]=itemCount"]);
  expect(await page.api().get("/cart?fields=items")).toEqual({ answers: "/cart/items" });
});

test("an order changes the cart at once; the history and what was bought, when it is confirmed; and nothing else", async () => {
  const { page, read, doubts } = open();
  const bought = [
    "/users/ada/orders?limit=10&fields=number",
    "/views/order-history",
    "/jsonapi/products/lamp?include=seller",
    "/views/product-detail/lamp",
  ];
  const paths = ["/cart?fields=itemCount", ...bought, "/products/chair", "/users/ada"];
  await read(paths);
  await page.placeOrder({ shippingAddress: {} }, "once");
  expect(await read(paths)).toEqual(["/cart?fields=itemCount"]);
  await page.confirmed({ id: "order" });
  expect(await read(paths)).toEqual(bought);
  expect(["/cart", "/views/order-history", "/products/lamp", "/products/chair"].map(doubts)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
