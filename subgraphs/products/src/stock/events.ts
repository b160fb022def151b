import type { NewEvent } from "@threefold/events";
import { z } from "zod";
import type { StockRow } from "./repository.ts";

/** What the log says of stock. */
export const STOCK_CHANGED = "stock.changed";

export const stockChanged = (row: StockRow): NewEvent => ({
  topic: STOCK_CHANGED,
  subject: row.productId,
  payload: { onHand: row.onHand, reserved: row.reserved },
});

const counts = z.object({ onHand: z.int(), reserved: z.int() });

/**
 * The stock as it was when the event was written.
 * @throws ZodError when the log holds something else
 */
export const stockOf = (event: { readonly subject: string; readonly payload: unknown }): StockRow => ({
  productId: event.subject,
  ...counts.parse(event.payload),
});
