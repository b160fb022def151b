import { type OrderPlan, orderOf } from "../orders/seed/order.ts";
import { reviewsOf } from "../products/seed/reviews.ts";
import { DAY, NOW } from "./time.ts";

/** What rows of one table add up to in another, by the number of the product. */
export interface Totals {
  readonly sold: Int32Array;
  readonly soldByLastNight: Int32Array;
  /** Pieces promised to confirmed orders. */
  readonly reserved: Int32Array;
  readonly ratingSum: Int32Array;
  readonly ratingCount: Int32Array;
  readonly confirmedOrders: readonly number[];
}

/** Adds up orders and reviews before any row is written, so that every row is written once. */
export function totalsOf(plan: OrderPlan, reviews: number): Totals {
  const zeros = () => new Int32Array(plan.products);
  const totals = {
    sold: zeros(),
    soldByLastNight: zeros(),
    reserved: zeros(),
    ratingSum: zeros(),
    ratingCount: zeros(),
    confirmedOrders: [] as number[],
  };
  for (let index = 0; index < plan.orders; index += 1) {
    const { status, items, placedAt } = orderOf(plan, index);
    if (status === "CONFIRMED") totals.confirmedOrders.push(index);
    if (status === "REJECTED" || status === "CANCELLED") continue;
    for (const { productIndex, quantity } of items) {
      add(totals.sold, productIndex, quantity);
      if (placedAt < NOW - DAY) add(totals.soldByLastNight, productIndex, quantity);
      if (status === "CONFIRMED") add(totals.reserved, productIndex, quantity);
    }
  }
  for (const { productIndex, rating } of reviewsOf(plan, reviews)) {
    add(totals.ratingSum, productIndex, rating);
    add(totals.ratingCount, productIndex, 1);
  }
  return totals;
}

function add(sums: Int32Array, index: number, amount: number): void {
  sums[index] = (sums[index] ?? 0) + amount;
}
