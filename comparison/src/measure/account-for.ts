import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from "node:zlib";
import { type AnnotatedLine, annotate } from "../accounting/annotate.ts";
import { readBody } from "../accounting/body.ts";
import { distinctFields } from "../accounting/distinct-fields.ts";
import { linesOfLeaf } from "../accounting/draws.ts";
import { bytesByField, type FieldBytes } from "../accounting/fields.ts";
import { addLedgers, type Classify, classifier, EMPTY } from "../accounting/ledger.ts";
import { knowingTexts } from "../accounting/repeated.ts";
import { findUse } from "../accounting/use.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Said } from "../client/transcript.ts";
import { readable } from "../readable.ts";
import { type Measurement, wireBytes } from "./measurement.ts";
import { bodiesOf, finderOf, locate } from "./places.ts";

/** An answer; of the first ones, with their bodies line by line. */
export interface Answer {
  readonly method: string;
  /** Without the host. */
  readonly path: string;
  readonly depth: number;
  readonly lines: readonly AnnotatedLine[];
  readonly fields: readonly FieldBytes[];
}

/** Every byte of what was said, by what it is for. */
export interface Accounted {
  readonly html: string;
  readonly answers: readonly Answer[];
  readonly counts: Omit<
    Measurement,
    "screen" | "rung" | "drawn" | "preflights" | "documents" | "statements" | "gave" | "subrequests"
  >;
}

/** Answers that are kept line by line; a naive rung has many of the same. */
export const LINE_BY_LINE = 4;

/** Of an export's hundred thousands of leaves it takes as long as all else, and says how often a currency is named. */
const MOST_TEXTS = 20_000;

type Draw = (bodies: readonly unknown[]) => string;

/**
 * Draws a screen and accounts for every byte that was said for it.
 * @param signs bytes of heartbeats that a stream is charged for
 * @throws Error when the oracles of use disagree, or the ledger does not close
 */
export function accountFor(
  said: Said,
  bodies: readonly unknown[],
  draw: Draw,
  signs: (exchange: Exchange) => number = () => 0,
): Accounted {
  const { exchanges } = said;
  const use = findUse(bodies, draw);
  const located = locate(bodies, said);
  const placeOf = finderOf(located);
  const classify = classifier(bodies, use.used, draw);
  const inAnswer =
    (at: number, classes = classify): Classify =>
    (keys) => {
      const place = placeOf(at, keys);
      // What stands around the data is an envelope.
      return place ? classes(place) : "control";
    };
  const drawnBy = (at: number) => (keys: readonly string[]) => {
    const place = placeOf(at, keys);
    return place === undefined ? [] : linesOfLeaf(bodies, place, draw, use.html);
  };
  const answers = exchanges.map((exchange) => ({ ...exchange, body: readBody(exchange.text, mediaTypeOf(exchange)) }));
  const coded = (coder: (text: string) => Buffer, texts = exchanges.map(({ text }) => text)) =>
    sum(texts, (text) => (text === "" ? 0 : coder(text).length));
  const gzip = (text: string) => gzipSync(text, { level: 6 });
  const wire = {
    requestHeads: sum(exchanges, ({ sent }) => sent.head),
    requestBodies: sum(exchanges, ({ sent }) => sent.body),
    responseHeads: sum(exchanges, (exchange) => exchange.received.head + signs(exchange)),
    responseBodies: sum(exchanges, ({ received }) => received.body),
  };
  const codingAdds = (exchange: Exchange) =>
    couldBeCoded(exchange) ? CODING_HEADER + gzip(exchange.text).length - exchange.received.body : 0;
  const ledgerBy = (classes: Classify) =>
    answers.map(({ body }, at) => body.account([], inAnswer(at, classes))).reduce(addLedgers, EMPTY);
  const ledger = ledgerBy(classify);
  const depths = Map.groupBy(exchanges, ({ depth }) => depth);
  return {
    html: use.html,
    answers: answers.map(({ method, url, depth, body }, at) => ({
      method,
      path: readable(url.replace(/^https?:\/\/[^/]+/, "")),
      depth,
      lines: body.value === undefined || at >= LINE_BY_LINE ? [] : annotate(body.value, inAnswer(at), drawnBy(at)),
      fields: body.value === undefined ? [] : bytesByField(body.value, inAnswer(at)),
    })),
    counts: {
      requests: exchanges.length,
      chain: Math.max(...depths.keys()),
      fanOut: Math.max(...[...depths.values()].map((level) => level.length)),
      wire,
      allCoded: wireBytes({ wire }) + sum(exchanges, codingAdds),
      bodies: {
        raw: sum(exchanges, ({ text }) => Buffer.byteLength(text)),
        gzip: coded(gzip),
        brotli: coded((text) => brotliCompressSync(text, BROTLI)),
        zstd: coded((text) => zstdCompressSync(text)),
      },
      pruned: coded(
        gzip,
        answers.map(({ body }, at) => body.prune([], inAnswer(at))),
      ),
      ledger,
      ...(use.used.size <= MOST_TEXTS && {
        repeated: ledgerBy(knowingTexts(bodies, classify)).duplicate - ledger.duplicate,
      }),
      fields: distinctFields(
        bodies,
        bodiesOf(located).map(({ keys, exchange }) => ({ keys, url: exchanges[exchange]?.url ?? "" })),
        classify,
      ),
    },
  };
}

const CODING_HEADER = "content-encoding: gzip\r\n".length;

/** An answer with a body that was sent as it is, and need not be: no stream, and no range of something. */
const couldBeCoded = (exchange: Exchange): boolean =>
  exchange.text !== "" &&
  exchange.status !== 206 &&
  exchange.headers["content-encoding"] === undefined &&
  !mediaTypeOf(exchange).startsWith("text/event-stream");

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const sum = <Item>(items: readonly Item[], of: (item: Item) => number) =>
  items.reduce((all, item) => all + of(item), 0);

const mediaTypeOf = ({ headers }: Exchange) => headers["content-type"] ?? "";
