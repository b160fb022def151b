import { check, countryCode, DomainError, idOf, line, whole } from "@threefold/subgraph-server";
import { z } from "zod";
import type { Quote } from "../catalogue/client.ts";
import type { PlaceOrderInput } from "../generated/resolvers.ts";
import { CURRENCY } from "../money.ts";
import { shippingCost } from "../shipping/rules.ts";

export const quantity = whole(1, 99);

/** Left out, null and nothing but spaces are the same. */
const orNull = (text: z.ZodType<string>) => text.nullish().transform((given) => given || null);

const placement = z.object({
  idempotencyKey: z.string().regex(/^[\w-]{8,100}$/, "must be 8 to 100 letters, digits, hyphens and underscores"),
  shippingAddress: z.object({
    recipient: line(1, 100),
    line1: line(1, 100),
    line2: orNull(line(0, 100)),
    city: line(1, 80),
    region: orNull(line(0, 80)),
    postalCode: line(1, 16),
    countryCode,
  }),
  items: z
    .array(
      z.object({
        productId: idOf("product"),
        quantity,
      }),
    )
    .min(1, "must have at least 1 line")
    .max(100, "must have at most 100 lines")
    .refine(
      (items) => new Set(items.map((item) => item.productId)).size === items.length,
      "must name each product once",
    )
    .nullish(),
});

export type Placement = z.output<typeof placement>;

/**
 * Why an order is called off, where somebody says it.
 * @throws DomainError BAD_USER_INPUT
 */
export const checkReason = (reason: string | null | undefined) => check(line(0, 200).nullish(), reason, ["reason"]);

/** So many pieces of one product. */
export interface Line {
  readonly productId: string;
  readonly quantity: number;
}

/** A line with the name and price that it is bought at. */
export interface PricedLine extends Line {
  readonly productName: string;
  readonly unitAmount: bigint;
}

/** @throws DomainError BAD_USER_INPUT */
export const checkPlacement = (input: PlaceOrderInput): Placement => check(placement, input, ["input"]);

/**
 * What the lines cost, by what the catalogue says today.
 * @param path where the client named the products, for messages
 * @throws DomainError BAD_USER_INPUT naming each product that cannot be bought
 */
export function priceLines(
  lines: readonly Line[],
  quotes: ReadonlyMap<string, Quote>,
  destination: string,
  path: readonly (string | number)[],
) {
  const problems = lines.flatMap((line, index) => {
    const message = whyNot(quotes.get(line.productId));
    return message === undefined ? [] : [{ path: [...path, index, "productId"], message }];
  });
  if (problems.length > 0) throw DomainError.badInput(problems);
  const priced = lines.map((line): PricedLine => {
    const quote = quotes.get(line.productId);
    return { ...line, productName: quote?.name ?? "", unitAmount: BigInt(quote?.price.amount ?? 0) };
  });
  const subtotal = priced.reduce((sum, line) => sum + line.unitAmount * BigInt(line.quantity), 0n);
  const shipping = lines.reduce((sum, line) => {
    const quote = quotes.get(line.productId);
    return quote ? sum + shippingCost(quote, destination) * BigInt(line.quantity) : sum;
  }, 0n);
  if (subtotal + shipping > MOST) throw DomainError.badInput([{ path, message: "are worth more than can be counted" }]);
  return { lines: priced, subtotal, shipping: subtotal >= FREE_SHIPPING_FROM ? 0n : shipping };
}

/** What the graph's `MinorUnits` can show: an order that is worth more could be placed, and never be seen. */
const MOST = BigInt(Number.MAX_SAFE_INTEGER);

/** Sending is free from 150.00 on. */
const FREE_SHIPPING_FROM = 15_000n;

function whyNot(quote: Quote | undefined): string | undefined {
  if (!quote) return "there is no such product";
  if (quote.status !== "ACTIVE") return `${quote.name} is no longer sold`;
  if (quote.price.currency !== CURRENCY) return `${quote.name} is not sold in ${CURRENCY}`;
  return undefined;
}
