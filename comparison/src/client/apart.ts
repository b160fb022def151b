import { partCoder } from "@threefold/http-server";
import { partsOf } from "../accounting/parts.ts";
import type { Exchange } from "./exchange.ts";

/** What HTTP/1.1 puts around each chunk beside its length, and the last chunk, which is empty. */
const AROUND = "\r\n\r\n".length;
const LAST = "0\r\n\r\n".length;

/**
 * The exchange as it is when each part of its answer leaves by itself. Parts that are ready in one moment leave together, in
 * one piece of the coding and one chunk; whether they are differs from run to run.
 */
export async function apart(exchange: Exchange): Promise<Exchange> {
  const { text, headers, headLength } = exchange;
  const parts = partsOf(text, headers["content-type"] ?? "");
  if (parts === undefined || headLength === undefined || headers["content-encoding"] !== "gzip") return exchange;
  const coder = partCoder("gzip");
  const chunks: Buffer[] = [];
  let from = 0;
  // The closing boundary is written when nothing more can follow: in a moment of its own.
  for (const end of new Set([...parts.map((part) => part.end), text.length])) {
    chunks.push(await coder.encode(text.slice(from, end)));
    from = end;
  }
  chunks.push(await coder.end());
  const body = chunks.reduce((sum, { length }) => sum + length, 0);
  const framing = chunks.reduce((sum, { length }) => sum + length.toString(16).length + AROUND, LAST);
  return { ...exchange, received: { head: headLength + framing, body } };
}
