import type { Exchange } from "../client/exchange.ts";

/** What went over the wire, by HTTP/1.1, both ways. */
export const wireOf = (exchanges: readonly Pick<Exchange, "sent" | "received">[]): number =>
  exchanges.reduce((sum, { sent, received }) => sum + sent.head + sent.body + received.head + received.body, 0);

/** How many requests had to wait for one another, the first among them. */
export const chainOf = (exchanges: readonly Pick<Exchange, "depth">[]): number =>
  Math.max(...exchanges.map(({ depth }) => depth));
