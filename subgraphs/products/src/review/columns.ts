import { columnsOf, type Row } from "@threefold/subgraph-server";
import type { Review } from "../generated/prisma/client.ts";
import type { ReviewResolvers } from "../generated/resolvers.ts";

export type ReviewColumn = keyof Review;
export type ReviewRow = Row<Review, "id">;

/** Which columns each field of the graph's Review is made of. */
const NEEDS = {
  id: [],
  product: ["productId"],
  author: ["authorId"],
  rating: ["rating"],
  title: ["title"],
  body: ["body"],
  verifiedPurchase: ["purchaseOrderId"],
  purchase: ["authorId", "purchaseOrderId", "purchasePosition"],
  createdAt: ["createdAt"],
} as const satisfies Record<keyof Omit<ReviewResolvers, "__resolveReference" | "__isTypeOf">, readonly ReviewColumn[]>;

export const reviewColumns = (fields: ReadonlySet<string>): ReviewColumn[] =>
  columnsOf<ReviewColumn>(fields, NEEDS, ["id"]);
