import type { Fate } from "./order.ts";

/** What Ada ordered, by how many days ago: something in every state that people ask for help with. */
const ORDERS: readonly { daysAgo: number; fate: Fate }[] = [
  { daysAgo: 330, fate: "fulfilled" },
  { daysAgo: 251, fate: "fulfilled" },
  { daysAgo: 163, fate: "cancelled" },
  { daysAgo: 94, fate: "fulfilled" },
  { daysAgo: 41, fate: "fulfilled" },
  { daysAgo: 19, fate: "rejected" },
  { daysAgo: 2.2, fate: "fulfilled" },
  { daysAgo: 0.2, fate: "fulfilled" },
];

const known = new Map<number, ReadonlyMap<number, { fate: Fate }>>();

/** The numbers of Ada's orders among so many. The last two are on their way and confirmed. */
export function adasOrders(orders: number): ReadonlyMap<number, { fate: Fate }> {
  const placed =
    known.get(orders) ??
    new Map(ORDERS.map(({ daysAgo, fate }) => [orders - 1 - Math.floor((daysAgo / 400) * orders), { fate }]));
  known.set(orders, placed);
  return placed;
}

/** What lies in Ada's cart. */
export const adasCart: readonly { productIndex: number; quantity: number }[] = [
  { productIndex: 3, quantity: 1 },
  { productIndex: 42, quantity: 2 },
  { productIndex: 117, quantity: 1 },
];
