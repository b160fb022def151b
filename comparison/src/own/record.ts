import type { Origin } from "../client/api.ts";
import { type Exchange, PENDING } from "../client/exchange.ts";
import type { HttpCall, HttpClient } from "../client/http.ts";
import type { OwnConfiguration } from "./configuration.ts";

/** The way to somebody's pair of APIs, with all that was said on it. */
export interface OwnApis {
  readonly exchanges: readonly Exchange[];
  /** Where in which answer a body stands that was given. */
  origin(body: object): Origin | undefined;
  /** A REST resource's body. */
  get(path: string): Promise<unknown>;
  /** A GraphQL operation's `data`, by POST. */
  query(document: string, variables: object): Promise<unknown>;
}

/** Errors name the request, and what came instead of an answer. */
export function recordOwn({ rest, graphql }: OwnConfiguration, client: HttpClient): OwnApis {
  const exchanges: Exchange[] = [];
  const origins = new WeakMap<object, Origin>();
  let answered = 0;

  const ask = async (call: HttpCall, keys: readonly string[]): Promise<unknown> => {
    // Its place is taken when it is sent, so that the order does not depend on which answer is first.
    const at = exchanges.push(PENDING) - 1;
    const exchange = await client.send(call, answered + 1);
    answered = Math.max(answered, exchange.depth);
    // It is read as JSON, whatever it calls itself.
    exchanges[at] = { ...exchange, headers: { ...exchange.headers, "content-type": "application/json" } };
    const { status, text } = exchange;
    if (status < 200 || status >= 300) throw new Error(`${call.method} ${call.url} answered ${status}: ${start(text)}`);
    const body = keys.reduce(inside, parse(call, text));
    if (typeof body === "object" && body !== null) origins.set(body, { exchange: at, keys });
    return body;
  };

  return {
    exchanges,
    origin: (body) => origins.get(body),
    get: (path) =>
      ask({ method: "GET", url: `${rest.url}${path}`, headers: { accept: "application/json", ...rest.headers } }, []),
    query: (query, variables) =>
      ask(
        {
          method: "POST",
          url: graphql.url,
          headers: { accept: "application/json", "content-type": "application/json", ...graphql.headers },
          body: JSON.stringify({ query, variables }),
        },
        ["data"],
      ),
  };
}

const inside = (value: unknown, key: string): unknown => Object(value)[key];

const start = (text: string) => text.slice(0, 200);

function parse({ method, url }: HttpCall, text: string): unknown {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Error(`${method} ${url} answered no JSON: ${start(text)}`);
  }
  const { errors } = Object(body) as { errors?: unknown };
  if (method === "POST" && errors !== undefined) throw new Error(`${method} ${url} answered errors: ${start(text)}`);
  return body;
}
