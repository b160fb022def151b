import { type TokenError, tokenError } from "./error.ts";
import { NOBODY, type Verification, type Verifier } from "./verifier.ts";

/** Carries who is asking from an edge to a subgraph. Whatever stands in it from outside is never passed on. */
export const IDENTITY_HEADER = "x-threefold-identity";
/** Carries a partner's API key to an edge. */
export const API_KEY_HEADER = "x-api-key";

/** A request's headers, by lower-case name, as Node has them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What a request shows of who sends it. Cookies are not looked at: a browser sends those for other sites too. */
export type Credential =
  | { readonly kind: "none" }
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "refused"; readonly error: TokenError };

/** What a client shows to an edge: a bearer token (RFC 6750) or an API key, not both. */
export function clientCredential(headers: Headers): Credential {
  const authorization = headers["authorization"];
  const key = headers[API_KEY_HEADER];
  if (authorization !== undefined && key !== undefined)
    return { kind: "refused", error: tokenError("two-credentials") };
  if (key !== undefined) {
    return typeof key === "string" && key !== "" ? { kind: "key", key } : malformed;
  }
  return authorization === undefined ? none : bearer(authorization);
}

/**
 * What an edge or another service shows to a subgraph: a token in the identity header, or as a bearer token for people
 * at a terminal. The verifier decides; a person's own token is of a type that no subgraph accepts.
 */
export function subgraphCredential(headers: Headers): Credential {
  const authorization = headers["authorization"];
  const identity = headers[IDENTITY_HEADER];
  if (authorization !== undefined && identity !== undefined) {
    return { kind: "refused", error: tokenError("two-credentials") };
  }
  if (identity !== undefined) {
    return typeof identity === "string" && identity !== "" ? { kind: "token", token: identity } : malformed;
  }
  return authorization === undefined ? none : bearer(authorization);
}

/** Who asks a subgraph, by its headers. Without a credential nobody does; with a bad one the request is to be refused. */
export async function identifyCaller(headers: Headers, verifier: Verifier): Promise<Verification> {
  const credential = subgraphCredential(headers);
  if (credential.kind === "none") return NOBODY;
  if (credential.kind === "token") return verifier.verify(credential.token);
  return { ok: false, error: credential.kind === "refused" ? credential.error : tokenError("malformed") };
}

const none: Credential = { kind: "none" };
const malformed: Credential = { kind: "refused", error: tokenError("malformed") };

function bearer(authorization: string | string[]): Credential {
  const match = typeof authorization === "string" ? /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization) : null;
  return match?.[1] === undefined ? malformed : { kind: "token", token: match[1] };
}
