import type { GraphQLRequest } from "@threefold/graphql-http";
import { type DocumentNode, print } from "graphql";
import type { Caller } from "../identity/identity.ts";

/** An operation that is given to the gateway by code. */
export interface GatewayRequest {
  /** The document, as text or parsed. This or `hash` is needed. */
  readonly document?: string | DocumentNode | undefined;
  /** A trusted or registered document: the SHA-256 of its text in hexadecimal digits, or its id in the manifest. */
  readonly hash?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** Which operation of the document; needed only when there are several. */
  readonly operationName?: string | undefined;
  /** Who asks. Unless given, the gateway's identity provider finds it out from the headers. */
  readonly identity?: Caller | undefined;
  /** The IP address of whoever asks: whose budget it is when nobody says who that is. */
  readonly clientAddress?: string | undefined;
  /** As of an HTTP request. What of them subgraphs get, the header rules say. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** `explain: true` asks for an explanation (EXPLAIN.md). */
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** Ends the operation: what was not fetched by then is null, with errors. */
  readonly signal?: AbortSignal | undefined;
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

/** The request as engines take it. */
export function asGraphQLRequest({ document, hash, ...request }: GatewayRequest): GraphQLRequest {
  return {
    query: typeof document === "object" ? print(document) : document,
    documentId: hash !== undefined && HASH.test(hash) ? `sha256:${hash}` : hash,
    operationName: request.operationName,
    variables: request.variables,
    extensions: request.extensions,
    queriesOnly: false,
  };
}

const HASH = /^[0-9a-f]{64}$/;

/** Names in lower case, as Node gives them. */
export const lowerCased = (headers: Iterable<readonly [string, string]>): Record<string, string> =>
  Object.fromEntries(Array.from(headers, ([name, value]) => [name.toLowerCase(), value]));
