import type { IncomingHttpHeaders } from "node:http";
import { type GraphQLRequest, MalformedRequest, readParameters } from "@threefold/graphql-http";
import { type DocumentNode, print } from "graphql";
import type { Caller } from "../identity/identity.ts";

/** An operation that is given to the gateway by code. */
export interface GatewayRequest {
  /** The document, as text or parsed. This or `hash` is needed. */
  readonly document?: string | DocumentNode | undefined;
  /** A trusted or registered document: the SHA-256 of its text in hexadecimal digits, or its id in the manifest. */
  readonly hash?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  /** Which operation of the document; needed only when there are several. */
  readonly operationName?: string | null | undefined;
  /** Who asks. Unless given, the gateway's identity provider finds it out from the headers. */
  readonly identity?: Caller | undefined;
  /** The IP address of whoever asks: whose budget it is when nobody says who that is. */
  readonly clientAddress?: string | undefined;
  /** As of an HTTP request: those of Node's, of `fetch`, or written out. What of them subgraphs get, the header rules say. */
  readonly headers?: GivenHeaders | null | undefined;
  /** `explain: true` asks for an explanation (EXPLAIN.md). */
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
  /** Ends the operation, whatever it waits for: what was not fetched by then is null, with errors. */
  readonly signal?: AbortSignal | null | undefined;
}

/** A GraphQL response. `data` is absent when the request was refused. */
export interface GatewayResponse {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly locations?: readonly { readonly line: number; readonly column: number }[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** By their names, however these are written, or in pairs. */
export type GivenHeaders =
  | Readonly<Record<string, string | string[] | undefined>>
  | Iterable<readonly [string, string]>;

/**
 * The request as engines take it.
 * @throws MalformedRequest for what no client could ask for either
 */
export function asGraphQLRequest({
  document,
  hash,
  operationName,
  variables,
  extensions,
}: GatewayRequest): GraphQLRequest {
  const query = textOf(document);
  if (!query && !hash && extensions?.["persistedQuery"] === undefined) {
    throw new MalformedRequest("The request needs a `document`, or the `hash` of one.");
  }
  const documentId = hash !== undefined && HASH.test(hash) ? `sha256:${hash}` : hash;
  return readParameters({ query, documentId, operationName, variables, extensions }, false);
}

function textOf(document: GatewayRequest["document"]): string | undefined {
  if (typeof document !== "object" || document === null) return document;
  try {
    return print(document);
  } catch {
    throw new MalformedRequest("`document` must be a document, as text or parsed.");
  }
}

const HASH = /^[0-9a-f]{64}$/;

/** Names in lower case, as Node gives them. */
export const lowerCased = <Value>(headers: Iterable<readonly [string, Value]>): Record<string, Value> =>
  Object.fromEntries(Array.from(headers, ([name, value]) => [name.toLowerCase(), value]));

export function headersOf(given: GatewayRequest["headers"]): IncomingHttpHeaders {
  const headers = given ?? {};
  return lowerCased(isIterable(headers) ? headers : Object.entries(headers));
}

const isIterable = (headers: GivenHeaders): headers is Iterable<readonly [string, string]> =>
  Symbol.iterator in headers;
