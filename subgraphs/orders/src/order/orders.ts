import { keyset } from "@threefold/pagination";

/** Newest first: the one order in which orders are listed. */
export const newestOrders = keyset("orders:NEWEST", "desc", [
  { field: "placedAt", type: "date", sqlType: "timestamptz" },
  { field: "id", type: "string", sqlType: "uuid" },
]);
