import { type Identity, isPerson, isSelf, isStaff } from "@threefold/identity";
import { check, DomainError, line, lines, whole } from "@threefold/subgraph-server";
import { z } from "zod";
import type { ReviewProductInput } from "../generated/resolvers.ts";

const review = z.object({
  productId: z.string(),
  rating: whole(1, 5),
  title: line(1, 120),
  body: lines(1, 5_000),
});

export type NewReview = z.output<typeof review> & { authorId: string };

/** @throws DomainError UNAUTHENTICATED, BAD_USER_INPUT */
export function newReview(identity: Identity, input: ReviewProductInput): NewReview {
  if (!isPerson(identity)) throw new DomainError("UNAUTHENTICATED", "Sign in to write a review.");
  return { ...check(review, input, ["input"]), authorId: identity.id };
}

/** Which order a review speaks of is between its author and the house. */
export const maySeePurchase = (identity: Identity, authorId: string): boolean =>
  isSelf(identity, authorId) || isStaff(identity);
