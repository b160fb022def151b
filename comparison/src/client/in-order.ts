import { partsOf } from "../accounting/parts.ts";
import type { Exchange } from "./exchange.ts";

/** A part that brings something, and whether it says that others follow. */
const DEFERRED = /^(\{"incremental":.*),("hasNext":(?:true|false)\})$/;

/**
 * The exchange as it is when deferred parts come in one order, by what they say. Which of two is ready first differs from run
 * to run, and what bytes come to in a coding with it.
 */
export function inOrder(exchange: Exchange): Exchange {
  const { text, headers } = exchange;
  const mediaType = headers["content-type"] ?? "";
  if (!mediaType.startsWith("multipart/mixed")) return exchange;
  const parts = (partsOf(text, mediaType) ?? []).flatMap(({ json, start }) => {
    const [, content, next] = DEFERRED.exec(json) ?? [];
    return content === undefined ? [] : [{ content, next, start, end: start + json.length }];
  });
  const contents = parts.map(({ content }) => content).sort();
  let ordered = "";
  let from = 0;
  for (const [at, { next, start, end }] of parts.entries()) {
    ordered += `${text.slice(from, start)}${contents[at]},${next}`;
    from = end;
  }
  return { ...exchange, text: ordered + text.slice(from) };
}
