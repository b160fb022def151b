import { createHash } from "node:crypto";
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from "node:zlib";
import { type AnnotatedLine, annotate } from "../accounting/annotate.ts";
import { readBody } from "../accounting/body.ts";
import { bytesByField, type FieldBytes } from "../accounting/fields.ts";
import { addLedgers, type Classify, classifier, EMPTY } from "../accounting/ledger.ts";
import { findUse } from "../accounting/use.ts";
import type { Origin, RecordedApi } from "../client/api.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Others, RungName, Screen, Subject } from "../screen.ts";
import { type Idle, signsOfLife } from "./idle.ts";
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

/** Who comes to a screen, what it is about, and who counts. */
export interface Situation {
  readonly subject: Subject;
  readonly api: RecordedApi;
  readonly others: Others;
  readonly count: CountStatements;
  /** What streams say that have nothing to tell. */
  readonly idle: readonly Idle[];
}

/**
 * Comes to a screen on one rung, and accounts for every byte.
 * @throws Error when the oracles of use disagree, the ledger does not close, or an answer is none
 */
export async function measure(
  screen: Screen,
  name: RungName,
  { subject, api, others, count, idle }: Situation,
): Promise<Measured> {
  const rung = screen.rungs[name];
  const before = await count();
  const bodies = await rung.fetch(api, subject, others);
  const after = await count();
  const { exchanges } = api;
  const use = findUse(bodies, (changed) => screen.render(rung.view(changed, subject)));
  const places = locate(bodies, api);
  const classify = classifier(bodies, use.used, use.html);
  const inAnswer =
    (at: number): Classify =>
    (keys) => {
      const place = places.get(at)?.find(({ origin }) => startsWith(keys, origin.keys));
      // What stands around the data is an envelope.
      return place ? classify([...place.keys, ...keys.slice(place.origin.keys.length)]) : "control";
    };
  const answers = exchanges.map((exchange) => ({ ...exchange, body: readBody(exchange.text, mediaTypeOf(exchange)) }));
  const ledger = answers.map(({ body }, at) => body.account([], inAnswer(at))).reduce(addLedgers, EMPTY);
  const coded = (coder: (text: string) => Buffer) =>
    sum(exchanges, ({ text }) => (text === "" ? 0 : coder(text).length));
  const signs = ({ method, heldSeconds = 0 }: Exchange) =>
    signsOfLife(idle, method === "GET" ? "rest-sse" : "graphql-sse", heldSeconds);
  const counted = screen.changing?.services ?? Object.keys(after);
  const depths = Map.groupBy(exchanges, ({ depth }) => depth);
  return {
    html: use.html,
    answers: answers.map(({ method, url, depth, body }, at) => ({
      method,
      path: decodeURIComponent(url.replace(/^https?:\/\/[^/]+/, "")),
      depth,
      lines: body.value === undefined ? [] : annotate(body.value, [], inAnswer(at)),
      fields: body.value === undefined ? [] : bytesByField(body.value, inAnswer(at)),
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
        responseHeads: sum(exchanges, (exchange) => exchange.received.head + signs(exchange)),
        responseBodies: sum(exchanges, ({ received }) => received.body),
      },
      bodies: {
        raw: sum(exchanges, ({ text }) => Buffer.byteLength(text)),
        gzip: coded((text) => gzipSync(text, { level: 6 })),
        brotli: coded((text) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })),
        zstd: coded((text) => zstdCompressSync(text)),
      },
      ledger,
      fields: { received: use.fields, used: use.usedFields },
      statements: Object.fromEntries(
        counted.map((service) => [service, (after[service] ?? 0) - (before[service] ?? 0)]),
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

const mediaTypeOf = ({ headers }: { readonly headers: Readonly<Record<string, string>> }) =>
  headers["content-type"] ?? "";

/** Where each answer's parts stand in what a rung gave, by the answer's number. The same part may stand there again: it is the first. */
function locate(bodies: readonly unknown[], api: RecordedApi): Map<number, Place[]> {
  const places = new Map<number, Place[]>();
  const walk = (value: unknown, keys: readonly string[]): void => {
    if (typeof value !== "object" || value === null) return;
    const origin = api.origin(value);
    if (origin) places.set(origin.exchange, [...(places.get(origin.exchange) ?? []), { origin, keys }]);
    else for (const [key, inside] of Object.entries(value)) walk(inside, [...keys, key]);
  };
  walk(bodies, []);
  return places;
}
