import { DomainError } from "@threefold/subgraph-server";
import type { OrderStatus } from "../generated/prisma/client.ts";

/** How an order may move. What is not here does not happen, whoever asks. */
const NEXT: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  PENDING: ["CONFIRMED", "REJECTED", "CANCELLED"],
  CONFIRMED: ["SHIPPED", "CANCELLED"],
  SHIPPED: ["DELIVERED"],
  REJECTED: [],
  DELIVERED: [],
  CANCELLED: [],
};

export const mayBecome = (from: OrderStatus, to: OrderStatus): boolean => NEXT[from].includes(to);

/**
 * Where a confirmed order goes next on its way to the customer.
 * @param expected where it should stand
 * @throws DomainError CONFLICT when it is not on that way, or stands elsewhere
 */
export function stepAfter(status: OrderStatus, expected: OrderStatus): "SHIPPED" | "DELIVERED" {
  if (status !== expected) {
    const [is, not] = [status, expected].map((each) => each.toLowerCase());
    throw new DomainError("CONFLICT", `The order was not moved on: it is ${is} by now, not ${not}.`);
  }
  if (status === "CONFIRMED") return "SHIPPED";
  if (status === "SHIPPED") return "DELIVERED";
  const why = status === "PENDING" ? "is not confirmed yet" : `is ${status.toLowerCase()}`;
  throw new DomainError("CONFLICT", `The order cannot be moved on: it ${why}.`);
}

/** @throws DomainError CONFLICT when the order has been shipped or has ended */
export function assertCancellable(status: OrderStatus): void {
  if (mayBecome(status, "CANCELLED")) return;
  throw new DomainError("CONFLICT", `The order cannot be called off: it is ${status.toLowerCase()}.`);
}

/** What the timeline says of each step. */
export const TIMELINE: Readonly<Record<OrderStatus, string>> = {
  PENDING: "The order was placed.",
  CONFIRMED: "The goods are set aside.",
  REJECTED: "The goods were not there.",
  SHIPPED: "The parcel has left.",
  DELIVERED: "The parcel has arrived.",
  CANCELLED: "The order was called off.",
};
