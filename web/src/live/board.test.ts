import { expect, test } from "vitest";
import type { OrderStatus } from "../generated/operations.ts";
import { answered, type Board, columnOf, EMPTY, shownOrders, withEvent } from "./board.ts";
import type { Order } from "./scope.ts";

const order = (id: string, status: OrderStatus, second: number): Order => ({
  id,
  number: `TF-${id}`,
  status,
  updatedAt: `2026-03-01T09:00:0${second}.000Z`,
  total: { amount: 1, currency: "EUR" },
  customer: { displayName: "Ada" },
  items: [],
});

const idsIn = (board: Board, status: OrderStatus) => columnOf(board, [status]).map(({ id }) => id);

test("an event moves an order to its new column", () => {
  const before = answered(EMPTY, [order("a", "PENDING", 1), order("b", "PENDING", 2)], []);
  const after = withEvent(before, { order: order("a", "CONFIRMED", 3) });
  expect(idsIn(after, "PENDING")).toEqual(["b"]);
  expect(idsIn(after, "CONFIRMED")).toEqual(["a"]);
  expect(after.arrivals.get("a")).toBe(1);
});

test("an event that comes twice is seen once", () => {
  const once = withEvent(EMPTY, { order: order("a", "PENDING", 1) });
  expect(withEvent(once, { order: order("a", "PENDING", 1) })).toBe(once);
});

test("an answer that is older than an event does not take it back, nor show it twice", () => {
  const event = { order: order("a", "SHIPPED", 5) };
  const board = answered(withEvent(EMPTY, event), [order("a", "CONFIRMED", 3)], [event]);
  expect(shownOrders(board)).toEqual([order("a", "SHIPPED", 5)]);
  expect(board.arrivals.get("a")).toBe(1);
});

test("what moved while nobody told it stands where the answer says", () => {
  const before = withEvent(EMPTY, { order: order("a", "PENDING", 1) });
  const after = answered(before, [order("a", "DELIVERED", 4)], []);
  expect(idsIn(after, "PENDING")).toEqual([]);
  expect(idsIn(after, "DELIVERED")).toEqual(["a"]);
});

test("stock that was told before an answer gives way to it, stock that was told since does not", () => {
  const before = withEvent(EMPTY, { stock: { productId: "lamp", available: 9 } });
  expect(answered(before, [], []).stock.size).toBe(0);
  const since = [{ stock: { productId: "lamp", available: 8 } }];
  expect(answered(before, [], since).stock.get("lamp")).toBe(8);
});

test("two changes in the same moment stand in the order of an order's life", () => {
  const board = withEvent(EMPTY, { order: order("a", "CONFIRMED", 1) });
  expect(withEvent(board, { order: order("a", "PENDING", 1) })).toBe(board);
});

test("a column shows what changed last first, and no more than five", () => {
  const orders = [1, 3, 2, 6, 5, 4].map((second) => order(String(second), "PENDING", second));
  expect(idsIn(answered(EMPTY, orders, []), "PENDING")).toEqual(["6", "5", "4", "3", "2"]);
});
