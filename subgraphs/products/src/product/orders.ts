import { type Keyset, keyset } from "@threefold/pagination";
import type { ProductSort } from "../generated/resolvers.ts";

const id = { field: "id", type: "string", sqlType: "uuid" } as const;

/** The orders in which lists of products are read; each has an index in prisma/products. */
export const productOrders: Record<ProductSort, Keyset> = {
  NEWEST: keyset("products:NEWEST", "desc", [{ field: "createdAt", type: "date", sqlType: "timestamptz" }, id]),
  PRICE_ASC: keyset("products:PRICE_ASC", "asc", [{ field: "priceAmount", type: "bigint", sqlType: "bigint" }, id]),
  PRICE_DESC: keyset("products:PRICE_DESC", "desc", [{ field: "priceAmount", type: "bigint", sqlType: "bigint" }, id]),
  RATING: keyset("products:RATING", "desc", [{ field: "ratingAverage", type: "number", sqlType: "float8" }, id]),
  NAME: keyset("products:NAME", "asc", [{ field: "name", type: "string", sqlType: "text" }, id]),
};
