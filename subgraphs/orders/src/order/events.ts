import type { NewEvent } from "@threefold/events";
import { z } from "zod";
import type { Order } from "../generated/prisma/client.ts";

/** What the log says of orders. */
export const TOPICS = { placed: "order.placed", changed: "order.status-changed" } as const;

export const orderPlaced = (order: Order): NewEvent => event(TOPICS.placed, order);
export const orderChanged = (order: Order): NewEvent => event(TOPICS.changed, order);

/**
 * The order as it was when the event was written.
 * @throws ZodError when the log holds something else
 */
export const orderOf = (payload: unknown): Order => z.decode(row, payload as z.input<typeof row>);

const event = (topic: string, order: Order): NewEvent => ({
  topic,
  subject: order.id,
  owner: order.customerId,
  payload: z.encode(row, order),
});

const amount = z.codec(z.string(), z.bigint(), { decode: BigInt, encode: String });
const moment = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});

const row = z.object({
  id: z.string(),
  number: z.string(),
  customerId: z.string(),
  status: z.enum(["PENDING", "CONFIRMED", "REJECTED", "SHIPPED", "DELIVERED", "CANCELLED"]),
  statusReason: z.string().nullable(),
  subtotalAmount: amount,
  shippingAmount: amount,
  totalAmount: amount,
  currency: z.string(),
  recipient: z.string(),
  line1: z.string(),
  line2: z.string().nullable(),
  city: z.string(),
  region: z.string().nullable(),
  postalCode: z.string(),
  countryCode: z.string(),
  placedAt: moment,
  updatedAt: moment,
});
