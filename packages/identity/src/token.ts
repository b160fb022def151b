/**
 * The three kinds of token, none of which passes for another: each has its own `typ`, issuers, keys and life.
 * docs/decisions/0001-identity-tokens.md says why.
 *
 * - `person`: what signing in gives. Issued by users (or another OpenID provider), for the edges: gateway and REST.
 *   RFC 9068's type, so that other people's libraries know it.
 * - `identity`: who is asking, told by an edge to one subgraph.
 * - `service`: one process calling another for itself. Always for a single use.
 */
export const TOKEN_TYPES = {
  person: { typ: "at+jwt", life: 10 * 60 },
  identity: { typ: "threefold-identity+jwt", life: 2 * 60 },
  service: { typ: "threefold-service+jwt", life: 30 },
} as const;

export type TokenType = keyof typeof TOKEN_TYPES;

/** Seconds that a token with an id (`jti`) lives: it is for one write, and replays are remembered that long. */
export const SINGLE_USE_LIFE = 30;

/** The only algorithm of our own tokens: Ed25519 (RFC 8037). */
export const ALGORITHM = "EdDSA";

/** Characters that a token may have. Ours have about 400; other providers' seldom more than 2,000. */
export const MAX_TOKEN_LENGTH = 4096;

/**
 * What an edge may want to know of how an answer was made (the claim `xpl`): how many SQL statements it took and how long,
 * or their text as well.
 */
export const EXPLAIN = ["counts", "text"] as const;
export type Explain = (typeof EXPLAIN)[number];
