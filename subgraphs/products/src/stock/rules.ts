import { check, idOf, whole } from "@threefold/subgraph-server";
import { z } from "zod";
import type { AdjustStockInput, ReserveStockInput } from "../generated/resolvers.ts";

const MOST = 1_000_000;

const adjustment = z.object({
  productId: z.string(),
  delta: whole(-MOST, MOST).refine((delta) => delta !== 0, "must not be 0"),
});

const reservation = z.object({
  orderId: idOf("order"),
  items: z
    .array(z.object({ productId: idOf("product"), quantity: whole(1, MOST) }))
    .min(1, "must have at least 1 line")
    .max(100, "must have at most 100 lines")
    .refine(
      (items) => new Set(items.map((item) => item.productId)).size === items.length,
      "must name each product once",
    ),
});

/** @throws DomainError BAD_USER_INPUT */
export const checkAdjustment = (input: AdjustStockInput) => check(adjustment, input, ["input"]);

/** @throws DomainError BAD_USER_INPUT */
export const checkReservation = (input: ReserveStockInput) => check(reservation, input, ["input"]);

/** @throws DomainError BAD_USER_INPUT */
export const checkOrderId = (orderId: string) => check(idOf("order"), orderId, ["orderId"]);

const MOST_FOLLOWED = 100;

/**
 * The products that a subscription follows, each once. There need not be such products.
 * @throws DomainError BAD_USER_INPUT
 */
export const followed = (productIds: readonly string[]): string[] =>
  check(
    z
      .array(idOf("product"))
      .min(1, "must have at least 1 id")
      .max(MOST_FOLLOWED, `must have at most ${MOST_FOLLOWED} ids`)
      .transform((ids) => [...new Set(ids.map((id) => id.toLowerCase()))]),
    productIds,
    ["productIds"],
  );
