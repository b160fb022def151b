import { people } from "../../people.ts";
import { productOf } from "../../products/seed/product.ts";
import { zipf } from "../../seed/popularity.ts";
import { type Random, randomFor } from "../../seed/random.ts";
import { DAY, HOUR, MINUTE, NOW } from "../../seed/time.ts";
import { customerAt, joinedAt } from "../../users/seed/person.ts";
import { adasOrders } from "./ada.ts";

/** How many there are of what orders refer to. */
export interface OrderPlan {
  readonly products: number;
  readonly users: number;
  readonly orders: number;
}

export interface SeededItem {
  readonly productIndex: number;
  readonly quantity: number;
}

export interface SeededOrder {
  readonly index: number;
  readonly customerIndex: number;
  readonly status: "CONFIRMED" | "REJECTED" | "SHIPPED" | "DELIVERED" | "CANCELLED";
  readonly items: readonly SeededItem[];
  readonly placedAt: number;
  /** When the goods were set aside, or were not there. */
  readonly confirmedAt: number;
  readonly cancelledAt: number;
  readonly shippedAt: number;
  readonly deliveredAt: number;
}

export const HISTORY = 400 * DAY;

/** The order with a number, made from that number alone. They were placed one after the other, evenly over the time. */
export function orderOf(plan: OrderPlan, index: number): SeededOrder {
  const random = randomFor("order", index);
  const placedAt = Math.floor(NOW - HISTORY + (HISTORY * (index + random.next())) / plan.orders);
  const confirmedAt = placedAt + random.int(1, 240) * 1000;
  const adas = adasOrders(plan.orders).get(index);
  const cancelledAt = confirmedAt + random.int(5, 300) * MINUTE;
  const shippedAt = confirmedAt + (adas ? DAY : random.int(4, 40) * HOUR);
  const deliveredAt = shippedAt + (adas ? 3 * DAY : random.int(20, 100) * HOUR);
  const fate = adas?.fate ?? fateBy(random.next());
  return {
    index,
    customerIndex: adas ? people.ada.index : customerAfter(plan, random, placedAt),
    status: statusAt({ fate, cancelledAt, shippedAt, deliveredAt }),
    items: itemsAfter(plan, random, placedAt),
    placedAt,
    confirmedAt,
    cancelledAt,
    shippedAt,
    deliveredAt,
  };
}

export type Fate = "fulfilled" | "cancelled" | "rejected";

const fateBy = (chance: number): Fate => (chance < 0.04 ? "cancelled" : chance < 0.055 ? "rejected" : "fulfilled");

function statusAt(order: { fate: Fate; cancelledAt: number; shippedAt: number; deliveredAt: number }) {
  if (order.fate === "rejected") return "REJECTED";
  if (order.fate === "cancelled" && order.cancelledAt < NOW) return "CANCELLED";
  if (order.deliveredAt < NOW) return "DELIVERED";
  return order.shippedAt < NOW ? "SHIPPED" : "CONFIRMED";
}

/** Somebody who had joined by then. */
function customerAfter(plan: OrderPlan, random: Random, then: number): number {
  for (;;) {
    const customer = customerAt(plan.users, random.next());
    if (joinedAt(customer) < then) return customer;
  }
}

/** What was listed by then, each product once; few things mostly. */
function itemsAfter(plan: OrderPlan, random: Random, then: number): SeededItem[] {
  const count = Math.min(5, 1 + Math.floor(-Math.log(1 - random.next()) * 1.1));
  const items = new Map<number, SeededItem>();
  const popular = popularityOf(plan.products);
  while (items.size < count) {
    const productIndex = popular(random);
    if (productOf(productIndex).createdAt >= then) continue;
    items.set(productIndex, { productIndex, quantity: random.chance(0.8) ? 1 : random.int(2, 4) });
  }
  return [...items.values()];
}

const popularities = new Map<number, ReturnType<typeof zipf>>();

function popularityOf(products: number): ReturnType<typeof zipf> {
  const popularity = popularities.get(products) ?? zipf(products);
  popularities.set(products, popularity);
  return popularity;
}
