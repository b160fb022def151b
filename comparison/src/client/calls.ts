import { createHash } from "node:crypto";
import { createHttpClient, type HttpCall } from "./http.ts";

export interface Places {
  /** The REST edge, without a slash at the end. */
  readonly rest: string;
  /** The gateway's endpoint. */
  readonly graphql: string;
  /** Where the pages have their pictures; the gateway's own origin unless given. */
  readonly pictures?: string;
}

/** How one person's requests are written, of both styles. */
export interface Calls {
  rest(path: string, accept?: string): HttpCall;
  /** Some bytes of a picture, from where the pages have theirs. */
  picture(path: string, from: number, to: number): HttpCall;
  posted(query: string, variables: object): HttpCall;
  /**
   * A document by its hash and GET, as trusted ones are asked (`documentId`, in the appendix of GraphQL over HTTP). What the gateway
   * does not know is registered first (by Apollo's `persistedQuery`, where another has a manifest), uncounted.
   */
  byHash(query: string, variables: object): Promise<HttpCall>;
}

/**
 * @param token what the person shows; undefined for nobody
 * @param registered hashes of documents that the gateway knows
 */
export function callsTo(places: Places, token: string | undefined, registered: Set<string>): Calls {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const posted = (query: string, variables: object): HttpCall => ({
    method: "POST",
    url: places.graphql,
    headers: { "content-type": "application/json", ...authorization },
    body: JSON.stringify({ query, ...given(variables) }),
  });
  return {
    rest: (path, accept = acceptOf(path)) => ({
      method: "GET",
      url: `${places.rest}${path}`,
      headers: { ...(accept && { accept }), ...authorization },
    }),
    picture: (path, from, to) => ({
      method: "GET",
      url: new URL(path, places.pictures ?? places.graphql).href,
      headers: { accept: "image/*", range: `bytes=${from}-${to}` },
    }),
    posted,
    async byHash(query, variables) {
      const sha256Hash = createHash("sha256").update(query).digest("hex");
      if (!registered.has(sha256Hash)) {
        using other = createHttpClient();
        const call = posted(query, variables);
        const extensions = { persistedQuery: { version: 1, sha256Hash } };
        await other.send({ ...call, body: JSON.stringify({ query, ...given(variables), extensions }) }, 1);
        registered.add(sha256Hash);
      }
      const parameters = Object.entries(given(variables)).map(([name, value]) => [name, JSON.stringify(value)]);
      return {
        method: "GET",
        document: query,
        url: `${places.graphql}?${new URLSearchParams([["documentId", `sha256:${sha256Hash}`], ...parameters])}`,
        // What the gateway wants of a GET, so that no page elsewhere can send one.
        headers: { "apollo-require-preflight": "1", ...authorization },
      };
    },
  };
}

/** An operation that takes none is sent without. */
const given = (variables: object) => (Object.keys(variables).length === 0 ? {} : { variables });

/** JSON:API has a media type of its own, and so have tables; undefined for JSON. */
function acceptOf(path: string): string | undefined {
  if (path.startsWith("/jsonapi/")) return "application/vnd.api+json";
  return /^[^?]*\.csv/.test(path) ? "text/csv" : undefined;
}
