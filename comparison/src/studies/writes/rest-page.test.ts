import { expect, test } from "vitest";
import type { Api } from "../../screen.ts";
import type { Writing } from "./page.ts";
import { restPage } from "./rest-page.ts";

const ORDERED = { id: "new", number: "TF-2", status: "PENDING" };
const stocks = (available: number) => [{ type: "stocks", id: "lamp", attributes: { available } }];

/** What the API answers, before the product was bought; with `raw` in their path, after it. */
const ANSWERS: Readonly<Record<string, object>> = {
  "/cart?fields=itemCount": { itemCount: 2 },
  "/users/ada/orders?limit=10&fields=status": { data: [{ id: "old", status: "DELIVERED" }] },
  "/products/lamp?fields=name,stock": { id: "lamp", name: "Lamp", stock: { available: 5 } },
  "/orders/raw new?fields=status": { id: "new", status: "CONFIRMED" },
  "/products/lamp?fields=stock": { id: "lamp", stock: { available: 4 } },
  "/jsonapi/cart?fields[carts]=itemCount": { data: { type: "carts", id: "cart", attributes: { itemCount: 2 } } },
  "/jsonapi/users/ada/orders?page[size]=10": { data: [{ id: "old" }], included: [] },
  "/jsonapi/products/lamp?include=stock": { data: { id: "lamp" }, included: stocks(5) },
  "/views/cart-badge": { itemCount: 2 },
  "/views/checkout": { items: [] },
  "/views/order-history": { orders: [] },
  "/views/product-detail/lamp": { name: "Lamp", available: 5 },
};

/** An open page of somebody who buys a lamp. */
function open(rung: "R1" | "R2" | "R3") {
  const asked: string[] = [];
  const doubted: string[] = [];
  const get = async (path: string) => {
    asked.push(path);
    if (path.startsWith("/jsonapi/orders/raw new?")) return { data: { id: "new" }, included: [] };
    if (path.endsWith("fields[stocks]=available")) return { data: {}, included: stocks(4) };
    return ANSWERS[path];
  };
  const writing: Writing = {
    // It is only told what has changed.
    network: { doubt: (path) => void doubted.push(path) } as Writing["network"],
    api: () => ({ get }) as unknown as Api,
    send: async (path) => (path === "/orders" ? ORDERED : { items: [{}, {}, {}], itemCount: 3 }),
    mutate: () => Promise.reject(new Error("REST has no mutations")),
    rawOf: (id) => `raw ${id}`,
    productId: "lamp",
  };
  const page = restPage(rung, writing);
  return {
    page,
    asked,
    doubted,
    read: (...paths: string[]) => Promise.all(paths.map((path) => page.api().get(path))),
  };
}

test("what a write answers is in the resources that show it, and of a confirmation only what has changed is asked for", async () => {
  const { page, asked, read } = open("R1");
  const paths = [
    "/cart?fields=itemCount",
    "/users/ada/orders?limit=10&fields=status",
    "/products/lamp?fields=name,stock",
  ];
  await read(...paths);
  asked.length = 0;
  await page.addToCart();
  expect(await read("/cart?fields=itemCount")).toMatchObject([{ itemCount: 3 }]);
  await page.confirmed(await page.placeOrder({ shippingAddress: {} }, "once"));
  const old = { id: "old", status: "DELIVERED" };
  expect(await read(...paths)).toMatchObject([
    { itemCount: 0 },
    { data: [{ ...ORDERED, status: "CONFIRMED" }, old] },
    { name: "Lamp", stock: { available: 4 } },
  ]);
  expect(asked).toEqual(["/orders/raw new?fields=status", "/products/lamp?fields=stock"]);
});

test("of JSON:API's documents the order alone is asked for, as the history has it", async () => {
  const { page, asked, read } = open("R2");
  const paths = [
    "/jsonapi/cart?fields[carts]=itemCount",
    "/jsonapi/users/ada/orders?page[size]=10",
    "/jsonapi/products/lamp?include=stock",
  ];
  await read(...paths);
  asked.length = 0;
  await page.confirmed(await page.placeOrder({ shippingAddress: {} }, "once"));
  expect(await read(...paths)).toMatchObject([
    { data: { attributes: { itemCount: 0 } } },
    { data: [{ id: "new" }, { id: "old" }] },
    { included: stocks(4) },
  ]);
  expect(asked).toHaveLength(2);
});

test("a view is asked for again where only the edge can join what has changed", async () => {
  const { page, asked, doubted, read } = open("R3");
  const paths = ["/views/cart-badge", "/views/checkout", "/views/order-history", "/views/product-detail/lamp"];
  await read(...paths);
  asked.length = 0;
  await page.addToCart();
  expect(await read("/views/cart-badge", "/views/checkout")).toMatchObject([{ itemCount: 3 }, {}]);
  await page.confirmed(await page.placeOrder({ shippingAddress: {} }, "once"));
  expect(await read("/views/cart-badge", "/views/order-history", "/views/product-detail/lamp")).toMatchObject([
    { itemCount: 0 },
    {},
    { name: "Lamp", available: 4 },
  ]);
  expect(asked).toEqual(["/views/checkout", "/products/lamp?fields=stock", "/views/order-history"]);
  expect(doubted).toEqual(["/views/checkout", "/views/checkout", "/views/order-history"]);
});
