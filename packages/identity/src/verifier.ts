import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { type TokenError, type TokenErrorCode, tokenError } from "./error.ts";
import { ANONYMOUS, type Identity } from "./identity.ts";
import { type Issuer, KeysUnavailable, prepareIssuer, type TrustedIssuer } from "./issuer.ts";
import { EXPLAIN, type Explain, MAX_TOKEN_LENGTH, TOKEN_TYPES, type TokenType } from "./token.ts";

/** What a good token said. All but the identity is undefined when nobody sent a token. */
export interface Verified {
  readonly identity: Identity;
  readonly type: TokenType | undefined;
  readonly issuer: string | undefined;
  /** The token's `jti`. Present on a token for a single use. */
  readonly tokenId: string | undefined;
  /** The request that the token was signed for, when it was signed for one. */
  readonly requestId: string | undefined;
  /** Where the edge saw the client, when the token is for one write. */
  readonly clientAddress: string | undefined;
  /** What an edge that explains wants to know of how the answer was made. */
  readonly explain?: Explain | undefined;
  /** When the token ends, in milliseconds since 1970. */
  readonly expiresAt: number | undefined;
}

export type Verification =
  | { readonly ok: true; readonly value: Verified }
  | { readonly ok: false; readonly error: TokenError };

export interface VerifierOptions {
  /** Who we are: a token that is not meant for us is refused. */
  audience: string;
  issuers: readonly TrustedIssuer[];
  /** Whether a session was ended, so that its tokens are refused although they have not expired. Asked each time. */
  isRevoked?: (session: string) => boolean;
  /** Seconds that clocks may differ. */
  clockTolerance?: number;
  /** How many verified tokens to remember, so that one sent again costs a look-up. 0 remembers none. */
  capacity?: number;
  /** Milliseconds since 1970; the system's clock unless given. */
  now?: () => number;
}

export interface Verifier {
  /** Whether a token is good here, and what it says. Refusals are values; it throws only for a fault of the program. */
  verify(token: string): Promise<Verification>;
}

/** Nobody sent a credential: nothing is wrong, and nobody is asking. */
export const NOBODY: Verification & { readonly ok: true } = {
  ok: true,
  value: {
    identity: ANONYMOUS,
    type: undefined,
    issuer: undefined,
    tokenId: undefined,
    requestId: undefined,
    clientAddress: undefined,
    expiresAt: undefined,
  },
};

const refused = (code: TokenErrorCode): Verification => ({ ok: false, error: tokenError(code) });

/**
 * Verifies tokens for one audience, from named issuers only (RFC 8725: the type, issuer, audience, algorithm and times
 * are all required, and fixed by us rather than by the token).
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const { now = Date.now, clockTolerance = 5, capacity = 10_000, isRevoked = () => false } = options;
  const issuers = options.issuers.map(prepareIssuer);
  const good = capacity > 0 ? new LRUCache<string, Verified>({ max: capacity }) : undefined;
  return {
    async verify(token) {
      const time = now();
      const known = good?.get(token);
      if (known?.expiresAt !== undefined && time < known.expiresAt) return unlessRevoked(known, isRevoked);
      const issuer = find(token, issuers);
      if (typeof issuer === "string") return refused(issuer);
      const result = await verify(token, issuer, { audience: options.audience, clockTolerance, time });
      if (!result.ok) return result;
      if (!isSingleUse(result.value)) good?.set(token, result.value);
      return unlessRevoked(result.value, isRevoked);
    },
  };
}

function unlessRevoked(verified: Verified, isRevoked: (session: string) => boolean): Verification {
  const { identity } = verified;
  const ended = identity.kind === "person" && identity.session !== undefined && isRevoked(identity.session);
  return ended ? refused("revoked") : { ok: true, value: verified };
}

/** Such a token comes once: remembering it would only push out others. */
const isSingleUse = ({ type, tokenId }: Verified) => type !== "person" && tokenId !== undefined;

/** Whose token this says it is, before anything in it is believed; or what is wrong with it. */
function find(token: string, issuers: readonly Issuer[]): Issuer | TokenErrorCode {
  if (token.length > MAX_TOKEN_LENGTH) return "too-large";
  const said = read(token);
  if (!said) return "malformed";
  const ofType = issuers.filter(({ typ }) => typ === null || typ === said.typ);
  if (ofType.length === 0) return "wrong-type";
  const issuer = ofType.find(({ issuer }) => issuer === said.issuer);
  if (issuer) return issuer;
  return issuers.some(({ issuer }) => issuer === said.issuer) ? "wrong-type" : "unknown-issuer";
}

function read(token: string): { typ: string | undefined; issuer: string | undefined } | undefined {
  try {
    // A type is a media type without its "application/", in any case (RFC 7515, section 4.1.9).
    const typ = decodeProtectedHeader(token)
      .typ?.toLowerCase()
      .replace(/^application\//, "");
    return { typ, issuer: decodeJwt(token).iss };
  } catch {
    return undefined;
  }
}

async function verify(
  token: string,
  issuer: Issuer,
  { audience, clockTolerance, time }: { audience: string; clockTolerance: number; time: number },
): Promise<Verification> {
  try {
    const { payload } = await jwtVerify(token, issuer.key, {
      issuer: issuer.issuer,
      audience,
      algorithms: issuer.algorithms,
      requiredClaims: ["iat", "exp"],
      clockTolerance,
      currentDate: new Date(time),
      // What we sign ourselves says when it was signed: no key holder can make a token that lasts.
      ...(issuer.type === "person" ? {} : { maxTokenAge: TOKEN_TYPES[issuer.type].life }),
    });
    const identity = issuer.identityOf(payload);
    return identity ? { ok: true, value: describe(identity, issuer, payload) } : refused("malformed");
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return refused(code);
  }
}

function describe(identity: Identity, issuer: Issuer, payload: JWTPayload): Verified {
  return {
    identity,
    type: issuer.type,
    issuer: issuer.issuer,
    tokenId: payload.jti,
    requestId: text(payload["rid"]),
    clientAddress: text(payload["cip"]),
    explain: issuer.type === "identity" ? explainOf(payload["xpl"]) : undefined,
    expiresAt: payload.exp === undefined ? undefined : payload.exp * 1000,
  };
}

const explainOf = (claim: unknown): Explain | undefined => EXPLAIN.find((known) => known === claim);

const text = (claim: unknown) => (typeof claim === "string" ? claim : undefined);

function codeOf(error: unknown): TokenErrorCode | undefined {
  if (error instanceof KeysUnavailable) return "keys-unavailable";
  if (error instanceof errors.JWTExpired) return "expired";
  if (error instanceof errors.JOSEAlgNotAllowed) return "wrong-algorithm";
  if (error instanceof errors.JWKSNoMatchingKey) return "unknown-key";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "bad-signature";
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === "aud") return "wrong-audience";
    if (error.reason === "check_failed" && (error.claim === "nbf" || error.claim === "iat")) return "not-yet-valid";
    return "malformed";
  }
  // Every other complaint of jose is about the token's form.
  return error instanceof errors.JOSEError ? "malformed" : undefined;
}
