import type { Identity } from "@threefold/identity";
import { allows, check, demandPerson, line, lines, whole } from "@threefold/subgraph-server";
import { z } from "zod";
import { rules } from "../authorisation.ts";
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
  const authorId = demandPerson(rules.review, identity);
  return { ...check(review, input, ["input"]), authorId };
}

/** Which order a review speaks of is between its author and the house. */
export const maySeePurchase = (identity: Identity, authorId: string): boolean =>
  allows(rules.purchase, identity, authorId);
