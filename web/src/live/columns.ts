import type { OrderStatus } from "../generated/operations.ts";

/** The board's columns, in the order in which orders go through them. */
export const COLUMNS: readonly { readonly title: string; readonly statuses: readonly OrderStatus[] }[] = [
  { title: "Pending", statuses: ["PENDING"] },
  { title: "Confirmed", statuses: ["CONFIRMED"] },
  { title: "Shipped", statuses: ["SHIPPED"] },
  { title: "Delivered", statuses: ["DELIVERED"] },
  { title: "Called off", statuses: ["CANCELLED", "REJECTED"] },
];
