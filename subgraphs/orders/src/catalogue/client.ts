import type { ServiceSigner } from "@threefold/identity";
import { serviceClient } from "@threefold/subgraph-server";
import type { Metrics } from "@threefold/telemetry";
import { z } from "zod";

const quote = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(["ACTIVE", "DISCONTINUED"]),
  price: z.object({ amount: z.int(), currency: z.string() }),
  seller: z.object({ id: z.string() }),
  weightGrams: z.int(),
  dimensions: z.object({ lengthMm: z.int(), widthMm: z.int(), heightMm: z.int() }),
});
const quotes = z.object({ _entities: z.array(quote.nullable()) });

const reservation = z.object({
  status: z.enum(["RESERVED", "REFUSED", "SHIPPED", "RELEASED"]),
  shortOf: z.array(z.string()),
});
const reserved = z.object({ reserveStock: reservation });
const settled = z.object({ settleReservation: reservation });

const recorded = z.object({ recordPurchase: z.int() });

/** A product as it can be bought today. */
export type Quote = z.output<typeof quote>;
/** What has become of the stock set aside for an order. */
export type Reservation = z.output<typeof reservation>;

/** What this service asks of the products service, in its own name. */
export interface Catalogue {
  /** What can be bought today, by id; a product that does not exist is not in the map. */
  quote(productIds: readonly string[]): Promise<Map<string, Quote>>;
  /** Sets stock aside for an order, all or none. Asked twice for one order, it answers the same. */
  reserve(orderId: string, items: readonly { productId: string; quantity: number }[]): Promise<Reservation>;
  /** Ends an order's reservation. */
  settle(orderId: string, outcome: "SHIPPED" | "RELEASED"): Promise<Reservation>;
  /** Says what was sent to somebody who bought it, so that their reviews of it are known to be a buyer's. It may be said again. */
  recordPurchase(
    orderId: string,
    customerId: string,
    lines: readonly { productId: string; position: number }[],
  ): Promise<void>;
}

const QUOTE = `query Quote($products: [_Any!]!) {
  _entities(representations: $products) {
    ... on Product { id name status price { amount currency } seller { id } weightGrams dimensions { lengthMm widthMm heightMm } }
  }
}`;
const RESERVE = "mutation Reserve($input: ReserveStockInput!) { reserveStock(input: $input) { status shortOf } }";
const SETTLE = `mutation Settle($orderId: ID!, $outcome: ReservationOutcome!) {
  settleReservation(orderId: $orderId, outcome: $outcome) { status shortOf }
}`;

const RECORD = "mutation Record($input: RecordPurchaseInput!) { recordPurchase(input: $input) }";

/**
 * The products service over its own GraphQL, as any client would: one with the right to set stock aside.
 * Every call throws a DomainError SERVICE_UNAVAILABLE when the service cannot be reached or fails.
 */
export function catalogueClient(options: { url: string; signer: ServiceSigner; metrics: Metrics }): Catalogue {
  const failure = "The catalogue cannot be asked at the moment.";
  const ask = serviceClient({ ...options, service: "products", failure });
  return {
    async quote(productIds) {
      const products = productIds.map((id) => ({ __typename: "Product", id }));
      const { _entities } = await ask(QUOTE, { products }, quotes);
      return new Map(_entities.flatMap((product) => (product ? [[product.id, product]] : [])));
    },
    async reserve(orderId, items) {
      return (await ask(RESERVE, { input: { orderId, items } }, reserved)).reserveStock;
    },
    async settle(orderId, outcome) {
      return (await ask(SETTLE, { orderId, outcome }, settled)).settleReservation;
    },
    async recordPurchase(orderId, customerId, lines) {
      await ask(RECORD, { input: { orderId, customerId, lines } }, recorded);
    },
  };
}
