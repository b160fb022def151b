import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { LRUCache } from "lru-cache";
import { claimsOf } from "./claims.ts";
import type { Identity, Person } from "./identity.ts";
import type { SigningKey } from "./keys.ts";
import { ALGORITHM, type Explain, SINGLE_USE_LIFE, TOKEN_TYPES, type TokenType } from "./token.ts";

export interface SignerOptions {
  /** The `iss` of its tokens: the name by which verifiers trust the key. */
  issuer: string;
  key: SigningKey;
  /** Milliseconds since 1970; the system's clock unless given. */
  now?: () => number;
}

export interface PersonSigner {
  /** A token for somebody who signed in, and when it ends. */
  sign(person: Omit<Person, "kind">): Promise<{ token: string; expiresAt: Date }>;
}

export interface PersonSignerOptions extends SignerOptions {
  /** What the edges (gateway, REST) call themselves. */
  audience: string;
  /** Seconds that a token lasts; ten minutes unless given. */
  life?: number;
  /** Gives each token its `jti`; drawn by lot unless given. */
  newId?: () => string;
}

/** Signs what people get for signing in. */
export function createPersonSigner(options: PersonSignerOptions): PersonSigner {
  const { now = Date.now, life = TOKEN_TYPES.person.life, newId = randomUUID } = options;
  return {
    async sign(person) {
      const { kind: _, ...claims } = claimsOf({ kind: "person", ...person });
      const issuedAt = seconds(now());
      const token = await sign("person", options, options.audience, { ...claims, jti: newId() }, issuedAt, life);
      return { token, expiresAt: new Date((issuedAt + life) * 1000) };
    },
  };
}

/** Who an edge may speak for: everybody but other processes, which sign for themselves. */
export type Caller = Exclude<Identity, { kind: "service" }>;

/** Where a request came from, as the edge saw it. */
export interface Origin {
  readonly requestId?: string | undefined;
  /** The client's IP address, by which guessing of passwords is slowed down. */
  readonly clientAddress?: string | undefined;
  /** What the edge wants to know of how the answer is made. */
  readonly explain?: Explain | undefined;
}

export interface IdentitySigner {
  /** For reads: signed once for each identity, audience and minute, and then the same again. */
  forReads(caller: Caller, audience: string, origin?: Pick<Origin, "explain">): Promise<string>;
  /** For one write: signed anew, for a single use, and tied to the request. */
  forWrite(caller: Caller, audience: string, origin?: Origin): Promise<string>;
}

const REUSE_MS = 60_000;

/**
 * Signs who is asking, for one subgraph (`audience`) at a time. What it keeps is bounded: `capacity` tokens, of which
 * the least recently used goes first.
 */
export function createIdentitySigner(options: SignerOptions & { capacity?: number }): IdentitySigner {
  const { now = Date.now, capacity = 10_000 } = options;
  const kept = new LRUCache<string, { signedAt: number; token: Promise<string> }>({ max: capacity });
  return {
    forReads(caller, audience, { explain } = {}) {
      const claims = { ...claimsOf(caller), ...(explain && { xpl: explain }) };
      const key = JSON.stringify([audience, claims]);
      const time = now();
      const known = kept.get(key);
      if (known && time - known.signedAt < REUSE_MS && time >= known.signedAt) return known.token;
      const token = sign("identity", options, audience, claims, seconds(time), TOKEN_TYPES.identity.life);
      kept.set(key, { signedAt: time, token });
      return token;
    },
    forWrite(caller, audience, { requestId, clientAddress, explain } = {}) {
      const claims: Record<string, string> = { ...claimsOf(caller), jti: randomUUID() };
      if (requestId !== undefined) claims["rid"] = requestId;
      if (clientAddress !== undefined) claims["cip"] = clientAddress;
      if (explain !== undefined) claims["xpl"] = explain;
      return sign("identity", options, audience, claims, seconds(now()), SINGLE_USE_LIFE);
    },
  };
}

export interface ServiceSigner {
  /** For one call of another service: always for a single use. */
  sign(audience: string): Promise<string>;
}

/** Signs for a process that calls another in its own name: the issuer is that name. */
export function createServiceSigner(options: SignerOptions): ServiceSigner {
  const { now = Date.now } = options;
  return {
    sign: (audience) =>
      sign(
        "service",
        options,
        audience,
        { sub: options.issuer, jti: randomUUID() },
        seconds(now()),
        TOKEN_TYPES.service.life,
      ),
  };
}

function sign(
  type: TokenType,
  { issuer, key }: SignerOptions,
  audience: string,
  claims: Record<string, string>,
  issuedAt: number,
  life: number,
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, typ: TOKEN_TYPES[type].typ, kid: key.kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + life)
    .sign(key.privateKey);
}

/** A NumericDate (RFC 7519, section 2). */
const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
