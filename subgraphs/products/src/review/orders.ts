import { type Keyset, keyset } from "@threefold/pagination";
import type { ReviewSort } from "../generated/resolvers.ts";

const rating = { field: "rating", type: "number", sqlType: "smallint" } as const;
const createdAt = { field: "createdAt", type: "date", sqlType: "timestamptz" } as const;
const id = { field: "id", type: "string", sqlType: "uuid" } as const;

/** The orders in which lists of reviews are read; each has an index in prisma/products. */
export const reviewOrders: Record<ReviewSort, Keyset> = {
  NEWEST: keyset("reviews:NEWEST", "desc", [createdAt, id]),
  RATING_DESC: keyset("reviews:RATING_DESC", "desc", [rating, createdAt, id]),
  RATING_ASC: keyset("reviews:RATING_ASC", "asc", [rating, createdAt, id]),
};
