import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from "node:zlib";
import { account, addLedgers, type Classify, classifier, EMPTY } from "../accounting/ledger.ts";
import { findUse } from "../accounting/use.ts";
import type { Origin } from "../client/api.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Measurement } from "./measurement.ts";

/** What was said to come to a screen, and where in it the bodies stand that were given. */
export interface Said {
  readonly exchanges: readonly Exchange[];
  origin(body: object): Origin | undefined;
}

/** Every byte of what was said, by what it is for. */
export interface Accounted extends Omit<Measurement, "screen" | "rung" | "drawn" | "statements"> {
  readonly html: string;
  readonly exchanges: readonly Exchange[];
}

/**
 * Draws a screen and accounts for every byte that was said for it.
 * @throws Error when the oracles of use disagree, or the ledger does not close
 */
export function accountFor(
  { exchanges, origin }: Said,
  bodies: readonly unknown[],
  draw: (bodies: readonly unknown[]) => string,
): Accounted {
  const use = findUse(bodies, draw);
  const places = locate(bodies, origin);
  const classify = classifier(bodies, use.used, use.html);
  const inAnswer =
    (at: number): Classify =>
    (keys) => {
      const place = places.get(at);
      const inside = place && startsWith(keys, place.origin.keys) ? keys.slice(place.origin.keys.length) : undefined;
      // What stands around the data is an envelope.
      return place && inside ? classify([...place.keys, ...inside]) : "control";
    };
  const depths = Map.groupBy(exchanges, ({ depth }) => depth);
  return {
    html: use.html,
    exchanges,
    requests: exchanges.length,
    chain: Math.max(...depths.keys()),
    fanOut: Math.max(...[...depths.values()].map((level) => level.length)),
    wire: {
      requestHeads: sum(exchanges, ({ sent }) => sent.head),
      requestBodies: sum(exchanges, ({ sent }) => sent.body),
      responseHeads: sum(exchanges, ({ received }) => received.head),
      responseBodies: sum(exchanges, ({ received }) => received.body),
    },
    bodies: {
      raw: sum(exchanges, ({ text }) => Buffer.byteLength(text)),
      gzip: sum(exchanges, ({ text }) => gzipSync(text, { level: 6 }).length),
      brotli: sum(exchanges, ({ text }) => brotliCompressSync(text, BROTLI).length),
      zstd: sum(exchanges, ({ text }) => zstdCompressSync(text).length),
    },
    ledger: exchanges.map(({ text }, at) => account(text, [], inAnswer(at))).reduce(addLedgers, EMPTY),
    fields: { received: use.fields, used: use.usedFields },
  };
}

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const sum = <Item>(items: readonly Item[], of: (item: Item) => number) =>
  items.reduce((all, item) => all + of(item), 0);

const startsWith = (keys: readonly string[], prefix: readonly string[]) =>
  prefix.every((key, index) => keys[index] === key);

interface Place {
  readonly origin: Origin;
  /** The way to it in what was given. */
  readonly keys: readonly string[];
}

/** Where each answer's body stands in what was given, by the answer's number. */
function locate(bodies: readonly unknown[], originOf: Said["origin"]): Map<number, Place> {
  const places = new Map<number, Place>();
  const walk = (value: unknown, keys: readonly string[]): void => {
    if (typeof value !== "object" || value === null) return;
    const origin = originOf(value);
    if (origin) places.set(origin.exchange, { origin, keys });
    else for (const [key, inside] of Object.entries(value)) walk(inside, [...keys, key]);
  };
  walk(bodies, []);
  return places;
}
