import type { Identity } from "@threefold/identity";
import { DomainError, demandPerson } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";
import type { Catalogue } from "../catalogue/client.ts";
import type { AddToCartInput } from "../generated/resolvers.ts";
import type { CartRepository, CartRow } from "./repository.ts";
import { afterAdding, assertRoom, checkAddition, checkSetting } from "./rules.ts";

interface Shopping {
  readonly carts: CartRepository;
  readonly catalogue: Catalogue;
}

/** @throws DomainError UNAUTHENTICATED, BAD_USER_INPUT, SERVICE_UNAVAILABLE */
export async function addToCart(
  { carts, catalogue }: Shopping,
  identity: Identity,
  input: AddToCartInput,
): Promise<CartRow> {
  const customerId = demandPerson(rules.buy, identity);
  const { productId, quantity } = checkAddition(input);
  await assertSold(catalogue, productId, ["input", "productId"]);
  return carts.change(customerId, productId, (lines) => afterAdding(lines, productId, quantity));
}

/** @throws DomainError UNAUTHENTICATED, BAD_USER_INPUT, SERVICE_UNAVAILABLE */
export async function setCartItem(
  { carts, catalogue }: Shopping,
  identity: Identity,
  args: { productId: string; quantity: number },
): Promise<CartRow> {
  const customerId = demandPerson(rules.buy, identity);
  const { productId, quantity } = checkSetting(args);
  if (quantity > 0) await assertSold(catalogue, productId, ["productId"]);
  return carts.change(customerId, productId, (lines) => {
    if (quantity > 0) assertRoom(lines, productId, ["productId"]);
    return quantity;
  });
}

async function assertSold(catalogue: Catalogue, productId: string, path: readonly string[]): Promise<void> {
  const quote = (await catalogue.quote([productId])).get(productId);
  if (!quote) throw DomainError.badInput([{ path, message: "there is no such product" }]);
  if (quote.status !== "ACTIVE") throw DomainError.badInput([{ path, message: `${quote.name} is no longer sold` }]);
}
