import { createHash } from "node:crypto";
import type { Api } from "../screen.ts";
import { type Exchange, PENDING } from "./exchange.ts";
import { createHttpClient, type HttpCall, type HttpClient } from "./http.ts";

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

/**
 * @param token what the person shows; undefined for nobody
 * @param registered hashes of documents that the gateway knows; what is not there is registered first, uncounted
 * @param client what sends, when it is to be used again; HTTP/1.1 without connections unless given
 */
export function recordApi(
  places: Places,
  token: string | undefined,
  registered: Set<string>,
  client: HttpClient = createHttpClient(),
): RecordedApi {
  const exchanges: Exchange[] = [];
  const origins = new WeakMap<object, Origin>();
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  let answered = 0;

  const ask = async (call: HttpCall): Promise<unknown> => {
    const at = exchanges.length;
    // Its place is taken when it is sent, so that the order does not depend on which answer is first.
    exchanges.push(PENDING);
    const exchange = await client.send(call, answered + 1);
    answered = Math.max(answered, exchange.depth);
    exchanges[at] = exchange;
    if (exchange.status >= 400)
      throw new Error(`${call.method} ${call.url}: ${exchange.status} ${exchange.text.slice(0, 300)}`);
    const body = parse(exchange.text, call.url);
    const keys = call.url.startsWith(places.graphql) ? ["data"] : [];
    const inside = keys.length === 0 ? body : dataOf(body, exchange.text);
    if (typeof inside === "object" && inside !== null) origins.set(inside, { exchange: at, keys });
    return inside;
  };

  const graphql = async (call: Omit<HttpCall, "url"> & { url?: string }) =>
    ask({ ...call, url: call.url ?? places.graphql, headers: { ...call.headers, ...headers } });
  return {
    exchanges,
    origin: (body) => origins.get(body),
    get: (path) => ask({ method: "GET", url: `${places.rest}${path}`, headers: { ...acceptOf(path), ...headers } }),
    query: (query, variables = {}) =>
      graphql({
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query, variables }),
      }),
    async trusted(query, variables = {}) {
      const sha256Hash = createHash("sha256").update(query).digest("hex");
      const extensions = { persistedQuery: { version: 1, sha256Hash } };
      if (!registered.has(sha256Hash)) {
        using other = createHttpClient();
        const body = JSON.stringify({ query, variables, extensions });
        await other.send(
          { method: "POST", url: places.graphql, headers: { "content-type": "application/json", ...headers }, body },
          1,
        );
        registered.add(sha256Hash);
      }
      const parameters = { variables: JSON.stringify(variables), extensions: JSON.stringify(extensions) };
      return graphql({
        method: "GET",
        url: `${places.graphql}?${new URLSearchParams(parameters)}`,
        // What the gateway wants of a GET, so that no page elsewhere can send one.
        headers: { "apollo-require-preflight": "1" },
      });
    },
    [Symbol.dispose]: () => client[Symbol.dispose](),
  };
}

/** JSON:API has a media type of its own. */
const acceptOf = (path: string) => (path.startsWith("/jsonapi/") ? { accept: "application/vnd.api+json" } : {});

function parse(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${url} answered no JSON: ${text.slice(0, 80)}`);
  }
}

function dataOf(body: unknown, text: string): unknown {
  const { data, errors } = body as { data?: unknown; errors?: unknown };
  if (errors !== undefined) throw new Error(`the graph answered errors: ${text.slice(0, 300)}`);
  return data;
}
