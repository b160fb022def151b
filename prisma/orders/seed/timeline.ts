import type { SeededOrder } from "./order.ts";

export interface TimelineEntry {
  readonly status: SeededOrder["status"] | "PENDING";
  readonly message: string;
  readonly at: number;
}

/** What happened to an order, oldest first. */
export function timelineOf(order: SeededOrder): TimelineEntry[] {
  const entries: TimelineEntry[] = [{ status: "PENDING", message: "The order was placed.", at: order.placedAt }];
  const add = (status: TimelineEntry["status"], message: string, at: number) => entries.push({ status, message, at });
  if (order.status === "REJECTED") {
    add("REJECTED", "There were not enough pieces in stock.", order.confirmedAt);
    return entries;
  }
  add("CONFIRMED", "The goods are set aside.", order.confirmedAt);
  if (order.status === "CANCELLED") add("CANCELLED", "The customer called the order off.", order.cancelledAt);
  if (order.status === "SHIPPED" || order.status === "DELIVERED") {
    add("SHIPPED", "The parcel is on its way.", order.shippedAt);
  }
  if (order.status === "DELIVERED") add("DELIVERED", "The parcel has arrived.", order.deliveredAt);
  return entries;
}
