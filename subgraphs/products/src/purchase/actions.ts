import type { Identity } from "@threefold/identity";
import { demand } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";
import type { RecordPurchaseInput } from "../generated/resolvers.ts";
import type { PurchaseRepository } from "./repository.ts";
import { checkPurchase } from "./rules.ts";

/**
 * @returns how many reviews that were there are a buyer's from now on
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT
 */
export async function recordPurchase(
  purchases: PurchaseRepository,
  identity: Identity,
  input: RecordPurchaseInput,
): Promise<number> {
  demand(rules.recordPurchase, identity);
  return purchases.record(checkPurchase(input));
}
