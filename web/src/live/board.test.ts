import { expect, test } from "vitest";
import { columnOf, EMPTY, withOrders } from "./board.ts";
import type { OrderStatus } from "./columns.ts";
import type { Order } from "./documents.ts";

const order = (id: string, status: OrderStatus, second: number): Order => ({
  id,
  number: `TF-${id}`,
  status,
  placedAt: "2026-03-01T09:00:00.000Z",
  updatedAt: `2026-03-01T09:00:0${second}.000Z`,
  total: { amount: 1, currency: "EUR" },
  customer: { displayName: "Ada" },
  items: [],
});

test("an event moves an order to its new column", () => {
  const before = withOrders(EMPTY, [order("a", "PENDING", 1), order("b", "PENDING", 2)], false);
  const after = withOrders(before, [order("a", "CONFIRMED", 3)], true);
  expect(columnOf(after, ["PENDING"], 5).map(({ id }) => id)).toEqual(["b"]);
  expect(columnOf(after, ["CONFIRMED"], 5).map(({ id }) => id)).toEqual(["a"]);
  expect(after.arrivals.get("a")).toBe(1);
});

test("an event that comes twice is seen once", () => {
  const once = withOrders(EMPTY, [order("a", "PENDING", 1)], true);
  expect(withOrders(once, [order("a", "PENDING", 1)], true)).toBe(once);
});

test("a query that is older than an event does not take it back", () => {
  const board = withOrders(EMPTY, [order("a", "SHIPPED", 5)], true);
  expect(withOrders(board, [order("a", "CONFIRMED", 3)], false)).toBe(board);
});

test("two changes in the same moment stand in the order of an order's life", () => {
  const board = withOrders(EMPTY, [order("a", "CONFIRMED", 1)], true);
  expect(withOrders(board, [order("a", "PENDING", 1)], true)).toBe(board);
});

test("a column shows what changed last first, and no more than it may", () => {
  const board = withOrders(
    EMPTY,
    [1, 3, 2].map((second) => order(String(second), "PENDING", second)),
    false,
  );
  expect(columnOf(board, ["PENDING"], 2).map(({ id }) => id)).toEqual(["3", "2"]);
});
