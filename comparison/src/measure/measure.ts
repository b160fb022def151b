import { createHash } from "node:crypto";
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from "node:zlib";
import { type AnnotatedLine, annotate } from "../accounting/annotate.ts";
import { bytesByField, type FieldBytes } from "../accounting/fields.ts";
import { account, addLedgers, type Classify, classifier, EMPTY } from "../accounting/ledger.ts";
import { findUse } from "../accounting/use.ts";
import type { Origin, RecordedApi } from "../client/api.ts";
import type { Rung, Screen, Subject } from "../screen.ts";
import type { Measurement } from "./measurement.ts";

/** Counts SQL statements by service since the system began. */
export type CountStatements = () => Promise<Record<string, number>>;

export interface Measured {
  readonly measurement: Measurement;
  readonly html: string;
  /** Each answer with its body line by line. */
  readonly answers: readonly Answer[];
}

export interface Answer {
  readonly method: string;
  /** Without the host. */
  readonly path: string;
  readonly depth: number;
  readonly lines: readonly AnnotatedLine[];
  readonly fields: readonly FieldBytes[];
}

/**
 * Comes to a screen on one rung, and accounts for every byte.
 * @throws Error when the oracles of use disagree, the ledger does not close, or an answer is none
 */
export async function measure(
  screen: Screen,
  name: string,
  rung: Rung<unknown>,
  subject: Subject,
  api: RecordedApi,
  count: CountStatements,
): Promise<Measured> {
  const before = await count();
  const bodies = await rung.fetch(api, subject);
  const after = await count();
  const { exchanges } = api;
  const use = findUse(bodies, (changed) => screen.render(rung.view(changed, subject)));
  const places = locate(bodies, api);
  const classify = classifier(bodies, use.used, use.html);
  const inAnswer =
    (at: number): Classify =>
    (keys) => {
      const place = places.get(at);
      const inside = place && startsWith(keys, place.origin.keys) ? keys.slice(place.origin.keys.length) : undefined;
      // What stands around the data is an envelope.
      return place && inside ? classify([...place.keys, ...inside]) : "control";
    };
  const ledger = exchanges.map(({ text }, at) => account(text, [], inAnswer(at))).reduce(addLedgers, EMPTY);
  const depths = Map.groupBy(exchanges, ({ depth }) => depth);
  return {
    html: use.html,
    answers: exchanges.map(({ method, url, depth, text }, at) => ({
      method,
      path: decodeURIComponent(url.replace(/^https?:\/\/[^/]+/, "")),
      depth,
      lines: annotate(JSON.parse(text), [], inAnswer(at)),
      fields: bytesByField(JSON.parse(text), inAnswer(at)),
    })),
    measurement: {
      screen: screen.name,
      rung: name,
      drawn: createHash("sha256").update(use.html).digest("hex"),
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
        brotli: sum(
          exchanges,
          ({ text }) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length,
        ),
        zstd: sum(exchanges, ({ text }) => zstdCompressSync(text).length),
      },
      ledger,
      fields: { received: use.fields, used: use.usedFields },
      statements: Object.fromEntries(
        Object.entries(after).map(([service, statements]) => [service, statements - (before[service] ?? 0)]),
      ),
    },
  };
}

const sum = <Item>(items: readonly Item[], of: (item: Item) => number) =>
  items.reduce((all, item) => all + of(item), 0);

const startsWith = (keys: readonly string[], prefix: readonly string[]) =>
  prefix.every((key, index) => keys[index] === key);

interface Place {
  readonly origin: Origin;
  /** The way to it in what the rung gave. */
  readonly keys: readonly string[];
}

/** Where each answer's body stands in what a rung gave, by the answer's number. */
function locate(bodies: readonly unknown[], api: RecordedApi): Map<number, Place> {
  const places = new Map<number, Place>();
  const walk = (value: unknown, keys: readonly string[]): void => {
    if (typeof value !== "object" || value === null) return;
    const origin = api.origin(value);
    if (origin) places.set(origin.exchange, { origin, keys });
    else for (const [key, inside] of Object.entries(value)) walk(inside, [...keys, key]);
  };
  walk(bodies, []);
  return places;
}
