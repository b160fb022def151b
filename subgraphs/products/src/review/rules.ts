import { type Identity, isPerson, isSelf, isStaff } from "@threefold/identity";
import { check, DomainError } from "@threefold/subgraph-server";
import { z } from "zod";
import type { ReviewProductInput } from "../generated/resolvers.ts";

const text = (max: number) =>
  z.string().trim().min(1, "must not be empty").max(max, `must have at most ${max} characters`);

const review = z.object({
  productId: z.string(),
  rating: z.int().min(1, "must be from 1 to 5").max(5, "must be from 1 to 5"),
  title: text(120),
  body: text(5_000),
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
