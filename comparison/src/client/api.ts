import { readBody } from "../accounting/body.ts";
import { type Merged, mergeIncremental, mergeLines } from "../accounting/parts.ts";
import type { Api } from "../screen.ts";
import { apart } from "./apart.ts";
import { callsTo, type Places } from "./calls.ts";
import type { Asked, Exchange } from "./exchange.ts";
import { createHttpClient, type HttpCall, type HttpClient, type StreamingClient } from "./http.ts";
import { inOrder } from "./in-order.ts";
import { steadied } from "./steady.ts";
import { openStream } from "./stream.ts";
import { FailedAnswer, type Line, type Said, startTranscript } from "./transcript.ts";

export type { Places } from "./calls.ts";

/** One person's way to both APIs, with all that was said on it. */
export interface RecordedApi extends Api, Said, Disposable {}

export interface Recording {
  readonly places: Places;
  /** What the person shows; undefined for nobody. */
  readonly token: string | undefined;
  /** Hashes of documents that the gateway knows; what is not there is registered first, uncounted. */
  readonly registered: Set<string>;
  /** What sends, when it is to be used again; HTTP/1.1 without connections unless given. */
  readonly client?: HttpClient | StreamingClient;
  /** Puts in what is the same in every run for what is not: times of now, numbers drawn by lot. */
  readonly steady?: (text: string) => string;
  /** How many requests it sends at most. */
  readonly most?: number;
}

export function recordApi({
  places,
  token,
  registered,
  client = createHttpClient(),
  steady = (text) => text,
  most = Number.POSITIVE_INFINITY,
}: Recording): RecordedApi {
  const transcript = startTranscript(most);
  const { rest, picture, posted, byHash } = callsTo(places, token, registered);
  const kept = new Map<string, { readonly etag: string; readonly body: unknown }>();

  const send = async (
    line: Line,
    call: HttpCall,
    kept: HttpCall["headers"] = {},
  ): Promise<{ readonly at: number; readonly exchange: Exchange }> => {
    const at = transcript.take();
    const sent = { ...call, headers: { ...call.headers, ...kept } };
    const exchange = await apart(inOrder(steadied(await client.send(sent, line.answered + 1), steady)));
    transcript.finish(line, at, { ...exchange, asked: askedBy(call, exchange) });
    if (exchange.status < 400) return { at, exchange };
    throw new FailedAnswer(
      `${call.method} ${call.url}: ${exchange.status} ${exchange.text.slice(0, 300)}`,
      exchange.text,
    );
  };
  const ask = async (line: Line, call: HttpCall): Promise<{ readonly body: unknown; readonly exchange: Exchange }> => {
    const before = kept.get(call.url);
    const { at, exchange } = await send(line, call, call.again && before ? { "if-none-match": before.etag } : {});
    if (exchange.status === 304 && before) return { body: before.body, exchange };
    const isGraph = call.url.startsWith(places.graphql);
    const whole = parse(exchange, call.url);
    const body = isGraph ? dataOf(whole, exchange.text) : whole;
    transcript.note(body, [{ exchange: at, keys: isGraph ? ["data"] : [] }]);
    const { etag, "cache-control": policy = "" } = exchange.headers;
    if (call.again && etag !== undefined && !policy.includes("no-store")) kept.set(call.url, { etag, body });
    return { body, exchange };
  };
  const inParts = async (line: Line, call: HttpCall, type: string, merge: (parts: readonly unknown[]) => Merged) => {
    const { at, exchange } = await send(line, { ...call, headers: { ...call.headers, accept: type } });
    const parts = parse(exchange, call.url);
    if (!Array.isArray(parts)) {
      // Where nothing is left to be deferred, a graph answers at once: with errors, then.
      dataOf(parts, exchange.text);
      throw new Error(`${call.url} did not answer in parts`);
    }
    const { whole, pieces, errors = [], lost } = merge(parts);
    if (errors.length > 0) {
      const text = JSON.stringify({ data: whole, errors, lost });
      throw new FailedAnswer(`the graph answered errors: ${text.slice(0, 300)}`, text);
    }
    return transcript.note(
      whole,
      pieces.map((piece) => ({ ...piece, exchange: at })),
    );
  };
  const stream = async (line: Line, call: HttpCall, seconds: number, keys: readonly string[]) => {
    if (!("open" in client))
      throw new Error(`${call.method} ${call.url}: a client that keeps answers follows no stream`);
    const at = transcript.take();
    const depth = line.answered + 1;
    const followed = { ...call, headers: { ...call.headers, accept: "text/event-stream" } };
    const news = await openStream(client, followed, {
      depth,
      steady,
      onNews: (body, place) =>
        transcript.note(keys.reduce(inside, body), [{ exchange: at, keys: [String(place), ...keys] }]),
      onClosed: (exchange) =>
        transcript.finish(line, at, { ...exchange, heldSeconds: seconds, asked: askedBy(followed, exchange) }),
    });
    transcript.answered(line, depth);
    return news;
  };

  const on = (line: Line): Api => ({
    aside: () => on({ answered: line.answered, outer: line }),
    get: async (path) => (await ask(line, rest(path))).body,
    again: async (path) => (await ask(line, { ...rest(path), again: true })).body,
    lines: (path) => inParts(line, rest(path), LINES, mergeLines),
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
    part: async (path, from, to) => (await ask(line, picture(path, from, to))).body,
    query: async (query, variables = {}) => (await ask(line, posted(query, variables))).body,
    trusted: async (query, variables = {}) => (await ask(line, await byHash(query, variables))).body,
    trustedAgain: async (query, variables = {}) =>
      (await ask(line, { ...(await byHash(query, variables)), again: true })).body,
    trustedInParts: async (query, variables = {}) =>
      inParts(line, await byHash(query, variables), PARTS, mergeIncremental),
    follow: (path, seconds) => stream(line, rest(path), seconds, []),
    subscribe: (query, variables, seconds) => stream(line, posted(query, variables), seconds, ["data"]),
  });
  return {
    ...on({ answered: 0 }),
    exchanges: transcript.exchanges,
    origins: transcript.origins,
    [Symbol.dispose]: () => client[Symbol.dispose](),
  };
}

const askedBy = ({ method, headers, document }: HttpCall, { url }: Exchange): Asked => ({
  method,
  url,
  headers,
  ...(document !== undefined && { document }),
});

/** What clients accept who take an answer in parts. */
const LINES = "application/x-ndjson, application/json;q=0.9";
export const PARTS = "multipart/mixed;deferSpec=20220824, application/json";

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
