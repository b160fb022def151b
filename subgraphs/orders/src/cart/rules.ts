import { check, DomainError, idOf, whole } from "@threefold/subgraph-server";
import { z } from "zod";
import { quantity } from "../order/rules.ts";
import type { CartItemRow } from "./repository.ts";

/** Lines that a cart holds at most: as many as an order. */
const MOST_LINES = 100;
const MOST_PIECES = 99;

const productId = idOf("product");

/** @throws DomainError BAD_USER_INPUT */
export const checkAddition = (input: unknown) => check(z.object({ productId, quantity }), input, ["input"]);

/** @throws DomainError BAD_USER_INPUT */
export const checkSetting = (args: unknown) => check(z.object({ productId, quantity: whole(0, MOST_PIECES) }), args);

/**
 * How many pieces there will be after some were put in.
 * @throws DomainError BAD_USER_INPUT when that would be too many pieces or lines
 */
export function afterAdding(lines: readonly CartItemRow[], productId: string, added: number): number {
  const line = lines.find((each) => each.productId === productId);
  const quantity = (line?.quantity ?? 0) + added;
  if (quantity > MOST_PIECES) {
    throw DomainError.badInput([
      {
        path: ["input", "quantity"],
        message: `would make ${quantity} pieces: a cart holds at most ${MOST_PIECES} of one product`,
      },
    ]);
  }
  assertRoom(lines, productId, ["input", "productId"]);
  return quantity;
}

/**
 * @param path where the client named the product
 * @throws DomainError BAD_USER_INPUT when the cart is full
 */
export function assertRoom(lines: readonly CartItemRow[], productId: string, path: readonly string[]): void {
  if (lines.length < MOST_LINES || lines.some((line) => line.productId === productId)) return;
  throw DomainError.badInput([{ path, message: `is one too many: a cart holds at most ${MOST_LINES} products` }]);
}
