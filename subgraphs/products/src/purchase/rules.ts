import { check, idOf, whole } from "@threefold/subgraph-server";
import { z } from "zod";
import type { RecordPurchaseInput } from "../generated/resolvers.ts";

const purchase = z.object({
  orderId: idOf("order"),
  customerId: idOf("person"),
  lines: z
    .array(z.object({ productId: idOf("product"), position: whole(1, 100) }))
    .min(1, "must have at least 1 line")
    .max(100, "must have at most 100 lines"),
});

/** @throws DomainError BAD_USER_INPUT */
export const checkPurchase = (input: RecordPurchaseInput) => check(purchase, input, ["input"]);
