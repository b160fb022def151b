import { gzipSync } from "node:zlib";
import type { Exchange } from "./exchange.ts";

/**
 * The exchange as it is whenever it is run: text that is coded has the length that the steady text has in this coding.
 * @param steady puts in what is the same in every run for what is not
 */
export function steadied(given: Exchange, steady: (text: string) => string): Exchange {
  const text = steady(given.text);
  const exchange = { ...given, url: steady(given.url) };
  if (text === given.text) return exchange;
  const coding = exchange.headers["content-encoding"];
  const lengthOf = (of: string) => (coding === undefined ? Buffer.byteLength(of) : gzipSync(of).length);
  if (lengthOf(given.text) !== given.received.body) throw new Error(`${given.url} is coded otherwise than by gzip`);
  return { ...exchange, text, received: { ...exchange.received, body: lengthOf(text) } };
}
