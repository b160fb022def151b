import type { HttpCall, HttpClient } from "../client/http.ts";
import { type Said, startTranscript } from "../client/transcript.ts";
import type { GetResource } from "./ask.ts";
import type { OwnConfiguration } from "./configuration.ts";

/** The way to somebody's pair of APIs, with all that was said on it. */
export interface OwnApis extends Said {
  /** A REST resource's body. */
  readonly get: GetResource;
  /** A GraphQL operation's `data`, by POST. */
  query(document: string, variables: object): Promise<unknown>;
}

/** Errors name the request, and what came instead of an answer. */
export function recordOwn({ rest, graphql }: OwnConfiguration, client: HttpClient): OwnApis {
  const transcript = startTranscript(Number.POSITIVE_INFINITY);

  const ask = async (call: HttpCall, depth: number, keys: readonly string[]): Promise<unknown> => {
    const at = transcript.take();
    const exchange = await client.send(call, depth);
    // It is read as JSON, whatever it calls itself, and without a byte order mark, as `fetch` reads it.
    const headers = { ...exchange.headers, "content-type": "application/json" };
    const text = exchange.text.replace(/^\uFEFF/, "");
    const { method, url } = call;
    transcript.finish({ answered: 0 }, at, {
      ...exchange,
      text,
      headers,
      asked: { method, url, headers: call.headers },
    });
    const { status } = exchange;
    if (status < 200 || status >= 300) throw new Error(`${call.method} ${call.url} answered ${status}: ${start(text)}`);
    return transcript.note(keys.reduce(inside, parse(call, text)), [{ exchange: at, keys }]);
  };

  return {
    exchanges: transcript.exchanges,
    origins: transcript.origins,
    get: (path, depth) =>
      ask(
        { method: "GET", url: `${rest.url}${path}`, headers: { accept: "application/json", ...rest.headers } },
        depth,
        [],
      ),
    query: (query, variables) =>
      ask(
        {
          method: "POST",
          url: graphql.url,
          headers: { accept: "application/json", "content-type": "application/json", ...graphql.headers },
          body: JSON.stringify({ query, variables }),
        },
        1,
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
  // Null and an empty list say that there are none.
  if (method === "POST" && Object.keys(Object(errors)).length > 0)
    throw new Error(`${method} ${url} answered errors: ${start(text)}`);
  return body;
}
