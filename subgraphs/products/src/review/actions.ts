import type { Identity } from "@threefold/identity";
import { DomainError, isUuid } from "@threefold/subgraph-server";
import type { ReviewProductInput } from "../generated/resolvers.ts";
import { notFound } from "../product/actions.ts";
import type { ProductRepository } from "../product/repository.ts";
import type { ReviewRow } from "./columns.ts";
import type { ReviewRepository } from "./repository.ts";
import { newReview } from "./rules.ts";

/** @throws DomainError UNAUTHENTICATED, BAD_USER_INPUT, NOT_FOUND, CONFLICT when the person has reviewed it before */
export async function reviewProduct(
  { products, reviews }: { products: ProductRepository; reviews: ReviewRepository },
  identity: Identity,
  input: ReviewProductInput,
): Promise<ReviewRow> {
  const review = newReview(identity, input);
  const product = isUuid(review.productId) ? await products.sellerOf(review.productId) : null;
  if (!product) throw notFound(["input", "productId"]);
  if (product.sellerId === review.authorId) throw new DomainError("FORBIDDEN", "Sellers do not review what they sell.");
  const row = await reviews.create(review);
  if (row) return row;
  throw new DomainError("CONFLICT", "You have reviewed this product before.");
}
