import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { identityOf } from "./claims.ts";
import type { Identity } from "./identity.ts";
import type { KeySet } from "./keys.ts";
import { ALGORITHM, TOKEN_TYPES, type TokenType } from "./token.ts";

/** Somebody whose tokens are believed, and by which keys. */
export interface TrustedIssuer {
  /** The kind of token that this issuer may make. One issuer that makes two kinds is listed twice. */
  readonly type: TokenType;
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** Its public keys, or where they are published (a JWKS, fetched when first needed and then kept for ten minutes). */
  readonly keys: KeySet | URL;
  /** The `typ` of its tokens, when it is not the usual one of this kind; null when it may be any or none. */
  readonly typ?: string | null;
  /** Only Ed25519 unless given. Never a symmetric algorithm: published keys would then be enough to sign. */
  readonly algorithms?: readonly string[];
  /** Who a token's claims speak of, when the issuer names its claims in another way. Undefined refuses the token. */
  readonly identityOf?: (claims: Readonly<Record<string, unknown>>) => Identity | undefined;
}

/** A trusted issuer, made ready: every default filled in, and its keys behind one function. */
export interface Issuer {
  readonly type: TokenType;
  readonly issuer: string;
  readonly typ: string | null;
  readonly algorithms: string[];
  readonly key: JWTVerifyGetKey;
  readonly identityOf: (claims: Readonly<Record<string, unknown>>) => Identity | undefined;
}

/** The issuer's keys could not be fetched: the token may be good all the same. */
export class KeysUnavailable extends Error {
  override readonly name = "KeysUnavailable";
}

/** @throws TypeError when an algorithm is symmetric or none */
export function prepareIssuer(trusted: TrustedIssuer): Issuer {
  const algorithms = [...(trusted.algorithms ?? [ALGORITHM])];
  const unsafe = algorithms.find((algorithm) => /^(HS|none)/i.test(algorithm));
  if (unsafe !== undefined) throw new TypeError(`issuer ${trusted.issuer}: the algorithm ${unsafe} is not safe here`);
  return {
    type: trusted.type,
    issuer: trusted.issuer,
    typ: trusted.typ === undefined ? TOKEN_TYPES[trusted.type].typ : trusted.typ,
    algorithms,
    key: trusted.keys instanceof URL ? fetched(trusted.keys) : createLocalJWKSet({ keys: [...trusted.keys.keys] }),
    identityOf: trusted.identityOf ?? ((claims) => identityOf(trusted.type, claims)),
  };
}

/**
 * Keys from a JWKS address. A key that is not known is looked for again at most every 30 seconds, so that a rotation
 * is noticed and forged key ids cannot make us fetch without end.
 */
function fetched(address: URL): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(address, {
    timeoutDuration: 2_000,
    cooldownDuration: 30_000,
    cacheMaxAge: 10 * 60_000,
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JOSENotSupported) throw error;
      throw new KeysUnavailable(`no keys from ${address.origin}${address.pathname}`, { cause: error });
    }
  };
}
