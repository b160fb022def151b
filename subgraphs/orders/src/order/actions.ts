import { createHash, randomInt } from "node:crypto";
import { type Identity, isPerson } from "@threefold/identity";
import { allows, DomainError, demand, demandPerson, isUuid, refusal } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";
import type { CartRepository } from "../cart/repository.ts";
import type { Catalogue } from "../catalogue/client.ts";
import type { OrderStatus } from "../generated/prisma/client.ts";
import type { PlaceOrderInput } from "../generated/resolvers.ts";
import { CURRENCY } from "../money.ts";
import { expectedOn } from "../shipping/rules.ts";
import { allOrderColumns, type OrderRow } from "./columns.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { OrderRepository } from "./repository.ts";
import { checkPlacement, checkReason, type Line, type Placement, priceLines } from "./rules.ts";
import { assertCancellable, stepAfter } from "./status.ts";

export interface Ordering {
  readonly orders: OrderRepository;
  readonly lifecycle: Lifecycle;
  readonly carts: CartRepository;
  readonly catalogue: Catalogue;
  /** Says that there is something for others to be told. */
  readonly wake: () => void;
}

/**
 * Places an order, once for each key: a repeated request gives the order that the first one made, as it is by now.
 * @throws DomainError UNAUTHENTICATED, BAD_USER_INPUT, CONFLICT (the key with another request), SERVICE_UNAVAILABLE
 */
export async function placeOrder(ordering: Ordering, identity: Identity, input: PlaceOrderInput): Promise<OrderRow> {
  const customerId = demandPerson(rules.buy, identity);
  const placement = checkPlacement(input);
  const requestHash = hashOf(placement);
  const before = await alreadyPlaced(ordering, customerId, placement.idempotencyKey, requestHash);
  if (before) return before;
  const lines = placement.items ?? (await linesOfCart(ordering.carts, customerId));
  if (lines.length === 0) {
    // The first request with this key may have emptied the cart since it was asked for.
    const meanwhile = await alreadyPlaced(ordering, customerId, placement.idempotencyKey, requestHash);
    if (meanwhile) return meanwhile;
    throw DomainError.badInput([{ path: ["input", "items"], message: "are needed: the cart is empty" }]);
  }
  const path = placement.items ? ["input", "items"] : ["input"];
  const quotes = await ordering.catalogue.quote(lines.map((line) => line.productId));
  const priced = priceLines(lines, quotes, placement.shippingAddress.countryCode, path);
  const order = await ordering.lifecycle.place({
    ...priced,
    customerId,
    key: placement.idempotencyKey,
    requestHash,
    address: placement.shippingAddress,
    currency: CURRENCY,
    fromCart: !placement.items,
  });
  ordering.wake();
  if (order) return order;
  const theirs = await alreadyPlaced(ordering, customerId, placement.idempotencyKey, requestHash);
  if (theirs) return theirs;
  throw new DomainError("CONFLICT", "The order could not be placed: try again.");
}

/** @throws DomainError NOT_FOUND, UNAUTHENTICATED, CONFLICT */
export async function cancelOrder(
  ordering: Ordering,
  identity: Identity,
  id: string,
  reason: string | null | undefined,
): Promise<OrderRow> {
  if (!isPerson(identity)) throw refusal(rules.cancel, identity);
  const why = checkReason(reason);
  const order = await ordering.lifecycle.move(existing(id), ({ customerId, status }) => {
    if (!allows(rules.cancel, identity, customerId)) throw notFound();
    assertCancellable(status);
    return { status: "CANCELLED", reason: why || null };
  });
  ordering.wake();
  return order;
}

/**
 * @param from where the order stands as far as the caller knows; of two who know the same, one moves it on
 * @throws DomainError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT
 */
export async function advanceOrder(
  ordering: Ordering,
  identity: Identity,
  id: string,
  from: OrderStatus | null | undefined,
): Promise<OrderRow> {
  demand(rules.advance, identity);
  const order = await ordering.lifecycle.move(existing(id), ({ status, countryCode }) => {
    const next = stepAfter(status, from ?? status);
    return next === "DELIVERED" ? { status: next } : { status: next, shipment: parcelTo(countryCode) };
  });
  ordering.wake();
  return order;
}

function parcelTo(countryCode: string) {
  const trackingNumber = `TF${Array.from({ length: 12 }, () => randomInt(10)).join("")}`;
  return { carrier: "Threefold Post", trackingNumber, expectedOn: expectedOn(new Date(), countryCode) };
}

async function alreadyPlaced(
  { orders, lifecycle }: Ordering,
  customerId: string,
  key: string,
  requestHash: string,
): Promise<OrderRow | null> {
  const known = await lifecycle.placedWith(customerId, key);
  if (!known) return null;
  if (known.requestHash !== requestHash) {
    const path = ["input", "idempotencyKey"];
    throw new DomainError("CONFLICT", "This key was used for another order.", [
      { path, message: "was used for another order" },
    ]);
  }
  const [order] = await orders.byIds([known.orderId], allOrderColumns);
  return order ?? null;
}

async function linesOfCart(carts: CartRepository, customerId: string): Promise<Line[]> {
  const [cart] = await carts.byCustomers([customerId]);
  const lines = cart ? ((await carts.itemsByCarts([cart.id]))[0] ?? []) : [];
  return lines.map(({ productId, quantity }) => ({ productId, quantity }));
}

/** The same request has the same hash however its lines are ordered, and whether it leaves out what is null. */
function hashOf({ shippingAddress, items }: Placement): string {
  const lines = items?.toSorted((a, b) => (a.productId < b.productId ? -1 : 1)) ?? null;
  const given = Object.entries(shippingAddress).filter(([, value]) => value !== null);
  const address = given.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([lines?.map(({ productId, quantity }) => [productId, quantity]), address]))
    .digest("hex");
}

const notFound = () =>
  new DomainError("NOT_FOUND", "There is no such order.", [{ path: ["id"], message: "there is no such order" }]);

function existing(id: string): string {
  if (isUuid(id)) return id.toLowerCase();
  throw notFound();
}
