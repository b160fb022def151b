import type { NewEvent } from "@threefold/events";
import { z } from "zod";
import type { Product } from "../generated/prisma/client.ts";

/** What the log says of prices. */
export const PRICE_CHANGED = "product.price-changed";

type Price = Pick<Product, "priceAmount" | "compareAtAmount" | "currency">;

export const priceChanged = ({ id, priceAmount, compareAtAmount, currency }: Price & { id: string }): NewEvent => ({
  topic: PRICE_CHANGED,
  subject: id,
  payload: z.encode(price, { priceAmount, compareAtAmount, currency }),
});

/**
 * The price as it was when the event was written.
 * @throws ZodError when the log holds something else
 */
export const priceOf = (payload: unknown): Price => z.decode(price, payload as z.input<typeof price>);

const amount = z.codec(z.string(), z.bigint(), { decode: BigInt, encode: String });
const price = z.object({ priceAmount: amount, compareAtAmount: amount.nullable(), currency: z.string() });
