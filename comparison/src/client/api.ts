import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { readBody } from "../accounting/body.ts";
import type { Api } from "../screen.ts";
import { type Exchange, PENDING } from "./exchange.ts";
import { createHttpClient, type HttpCall, type HttpClient } from "./http.ts";
import { openStream } from "./stream.ts";

export interface Places {
  /** The REST edge, without a slash at the end. */
  readonly rest: string;
  /** The gateway's endpoint. */
  readonly graphql: string;
}

/** A body that an adapter got, and where in which answer it stands. */
export interface Origin {
  readonly exchange: number;
  readonly keys: readonly string[];
}

/** One person's way to both APIs, with all that was said on it. */
export interface RecordedApi extends Api, Disposable {
  readonly exchanges: readonly Exchange[];
  origin(body: object): Origin | undefined;
}

export interface Recording {
  readonly places: Places;
  /** What the person shows; undefined for nobody. */
  readonly token: string | undefined;
  /** Hashes of documents that the gateway knows; what is not there is registered first, uncounted. */
  readonly registered: Set<string>;
  /** What sends, when it is to be used again; HTTP/1.1 without connections unless given. */
  readonly client?: HttpClient;
  /** Puts in what is the same in every run for what is not: times of now, numbers drawn by lot. */
  readonly steady?: (text: string) => string;
  /** How many requests it sends at most. */
  readonly most?: number;
}

/** As many requests were sent as should be. */
export class EnoughError extends Error {
  override readonly name = "EnoughError";
}

/** An answer that is a failure: the whole of it, or parts that a graph could not have. */
export class FailedAnswer extends Error {
  override readonly name = "FailedAnswer";
  readonly text: string;
  constructor(message: string, text: string) {
    super(message);
    this.text = text;
  }
}

export function recordApi({
  places,
  token,
  registered,
  client = createHttpClient(),
  steady = (text) => text,
  most = Number.POSITIVE_INFINITY,
}: Recording): RecordedApi {
  const exchanges: Exchange[] = [];
  const origins = new WeakMap<object, Origin>();
  const kept = new Map<string, { readonly etag: string; readonly body: unknown }>();
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };

  /** Its place is taken when it is sent, so that the order does not depend on which answer is first. */
  const take = (): number => {
    if (exchanges.length >= most) throw new EnoughError(`${most} requests were sent`);
    return exchanges.push(PENDING) - 1;
  };
  const finish = (line: Line, at: number, exchange: Exchange) => {
    for (let each: Line | undefined = line; each; each = each.outer)
      each.answered = Math.max(each.answered, exchange.depth);
    exchanges[at] = exchange;
  };
  const note = (body: unknown, at: number, keys: readonly string[]): unknown => {
    if (typeof body === "object" && body !== null) origins.set(body, { exchange: at, keys });
    return body;
  };
  const send = async (line: Line, call: HttpCall): Promise<{ readonly at: number; readonly exchange: Exchange }> => {
    const at = take();
    const exchange = steadied(await client.send(call, line.answered + 1), steady);
    finish(line, at, exchange);
    if (exchange.status < 400) return { at, exchange };
    throw new FailedAnswer(
      `${call.method} ${call.url}: ${exchange.status} ${exchange.text.slice(0, 300)}`,
      exchange.text,
    );
  };
  const ask = async (line: Line, call: HttpCall): Promise<{ readonly body: unknown; readonly exchange: Exchange }> => {
    const before = kept.get(call.url);
    const headers = call.again && before ? { ...call.headers, "if-none-match": before.etag } : call.headers;
    const { at, exchange } = await send(line, { ...call, headers });
    if (exchange.status === 304 && before) return { body: before.body, exchange };
    const isGraph = call.url.startsWith(places.graphql);
    const whole = parse(exchange, call.url);
    const body = isGraph ? note(dataOf(whole, exchange.text), at, ["data"]) : note(whole, at, []);
    const { etag } = exchange.headers;
    if (call.again && etag !== undefined) kept.set(call.url, { etag, body });
    return { body, exchange };
  };
  const rest = (path: string, more: Readonly<Record<string, string>> = {}): HttpCall => ({
    method: "GET",
    url: `${places.rest}${path}`,
    headers: { ...acceptOf(path), ...authorization, ...more },
  });
  const posted = (query: string, variables: object): HttpCall => ({
    method: "POST",
    url: places.graphql,
    headers: { "content-type": "application/json", ...authorization },
    body: JSON.stringify({ query, variables }),
  });
  const byHash = async (query: string, variables: object): Promise<HttpCall> => {
    const sha256Hash = createHash("sha256").update(query).digest("hex");
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    if (!registered.has(sha256Hash)) {
      using other = createHttpClient();
      const call = posted(query, variables);
      await other.send({ ...call, body: JSON.stringify({ query, variables, extensions }) }, 1);
      registered.add(sha256Hash);
    }
    const parameters = { variables: JSON.stringify(variables), extensions: JSON.stringify(extensions) };
    return {
      method: "GET",
      url: `${places.graphql}?${new URLSearchParams(parameters)}`,
      // What the gateway wants of a GET, so that no page elsewhere can send one.
      headers: { "apollo-require-preflight": "1", ...authorization },
    };
  };
  const stream = (line: Line, call: HttpCall, seconds: number, keys: readonly string[]) => {
    const at = take();
    const depth = line.answered + 1;
    return openStream(
      { ...call, headers: { ...call.headers, accept: "text/event-stream" } },
      {
        depth,
        steady,
        onNews: (body, place) => note(keys.reduce(inside, body), at, [String(place), ...keys]),
        onClosed: (exchange) => finish(line, at, { ...exchange, heldSeconds: seconds }),
      },
    );
  };

  const on = (line: Line): Api => ({
    aside: () => on({ answered: line.answered, outer: line }),
    get: async (path) => (await ask(line, rest(path))).body,
    again: async (path) => (await ask(line, { ...rest(path), again: true })).body,
    async pages<Page>(path: string) {
      const bodies: Page[] = [];
      const aside = { answered: line.answered, outer: line };
      for (let next: string | undefined = path; next !== undefined; ) {
        const { body, exchange } = await ask(aside, rest(next));
        bodies.push(body as Page);
        next = nextOf(body, exchange, next);
      }
      return bodies;
    },
    part: async (path, from, to) => {
      const headers = { accept: "image/*", range: `bytes=${from}-${to}` };
      return (await ask(line, { method: "GET", url: new URL(path, places.graphql).href, headers })).body;
    },
    query: async (query, variables = {}) => (await ask(line, posted(query, variables))).body,
    trusted: async (query, variables = {}) => (await ask(line, await byHash(query, variables))).body,
    trustedAgain: async (query, variables = {}) =>
      (await ask(line, { ...(await byHash(query, variables)), again: true })).body,
    follow: (path, seconds) => stream(line, rest(path), seconds, []),
    subscribe: (query, variables, seconds) => stream(line, posted(query, variables), seconds, ["data"]),
  });
  return {
    ...on({ answered: 0 }),
    exchanges,
    origin: (body) => origins.get(body),
    [Symbol.dispose]: () => client[Symbol.dispose](),
  };
}

/** Requests that wait for one another, beside others that wait for other answers. */
interface Line {
  /** How many were answered one after another. */
  answered: number;
  /** Goes on when all that is beside it was answered. */
  readonly outer?: Line;
}

/** JSON:API has a media type of its own, and so have tables. */
function acceptOf(path: string): Record<string, string> {
  if (path.startsWith("/jsonapi/")) return { accept: "application/vnd.api+json" };
  return /^[^?]*\.csv/.test(path) ? { accept: "text/csv" } : {};
}

/** The exchange as it is whenever it is run: text that is coded has the length that the steady text has in this coding. */
function steadied(given: Exchange, steady: (text: string) => string): Exchange {
  const text = steady(given.text);
  const exchange = { ...given, url: steady(given.url) };
  if (text === given.text) return exchange;
  const coding = exchange.headers["content-encoding"];
  const lengthOf = (of: string) => (coding === undefined ? Buffer.byteLength(of) : gzipSync(of).length);
  if (lengthOf(given.text) !== given.received.body) throw new Error(`${given.url} is coded otherwise than by gzip`);
  return { ...exchange, text, received: { ...exchange.received, body: lengthOf(text) } };
}

function parse({ text, headers }: Exchange, url: string): unknown {
  try {
    return readBody(text, headers["content-type"] ?? "").value;
  } catch {
    throw new Error(`${url} answered no JSON: ${text.slice(0, 80)}`);
  }
}

function dataOf(body: unknown, text: string): unknown {
  const { data, errors } = body as { data?: unknown; errors?: unknown };
  if (errors !== undefined) throw new FailedAnswer(`the graph answered errors: ${text.slice(0, 300)}`, text);
  return data;
}

const inside = (value: unknown, key: string): unknown => Object(value)[key];

/** Where a list goes on: by its Link header (RFC 8288), or by JSON:API's `links`. */
function nextOf(body: unknown, { headers }: Exchange, path: string): string | undefined {
  const link = /<([^>]*)>; rel="next"/.exec(headers["link"] ?? "")?.[1];
  const next = link ?? (body as { links?: { next?: string | null } }).links?.next;
  if (typeof next !== "string") return undefined;
  const { pathname, search } = new URL(next, `http://edge${path}`);
  return `${pathname}${search}`;
}
