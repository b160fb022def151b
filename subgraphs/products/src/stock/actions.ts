import type { Identity } from "@threefold/identity";
import { DomainError, demand, isUuid } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";
import type { AdjustStockInput, ReservationOutcome, ReserveStockInput } from "../generated/resolvers.ts";
import { notFound } from "../product/actions.ts";
import type { ProductRepository } from "../product/repository.ts";
import type { ReservationState, StockRepository, StockRow } from "./repository.ts";
import { checkAdjustment, checkOrderId, checkReservation } from "./rules.ts";

/** @throws DomainError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT when too little would be left, or too much */
export async function adjustStock(
  { products, stocks }: { products: ProductRepository; stocks: StockRepository },
  identity: Identity,
  input: AdjustStockInput,
): Promise<StockRow> {
  const { productId, delta } = checkAdjustment(input);
  const product = isUuid(productId) ? await products.sellerOf(productId) : null;
  if (!product) throw notFound(["input", "productId"]);
  demand(rules.adjustStock, identity, product.sellerId);
  const row = await stocks.adjust(productId, delta);
  if (row) return row;
  const reason =
    delta < 0 ? "Less would be left than is promised to orders." : "There would be more than can be counted.";
  throw new DomainError("CONFLICT", reason);
}

/** @throws DomainError FORBIDDEN, BAD_USER_INPUT */
export async function reserveStock(
  stocks: StockRepository,
  identity: Identity,
  input: ReserveStockInput,
): Promise<ReservationState> {
  demand(rules.reserve, identity);
  const { orderId, items } = checkReservation(input);
  return stocks.reserve(orderId, items);
}

/** @throws DomainError FORBIDDEN, BAD_USER_INPUT, CONFLICT when the reservation has ended otherwise */
export async function settleReservation(
  stocks: StockRepository,
  identity: Identity,
  orderId: string,
  outcome: ReservationOutcome,
): Promise<ReservationState> {
  demand(rules.reserve, identity);
  const state = await stocks.settle(checkOrderId(orderId), outcome);
  if (state.status === outcome || (outcome === "RELEASED" && state.status === "REFUSED")) return state;
  throw new DomainError("CONFLICT", `The reservation has ended before: ${state.status}.`);
}
