import {
  ANONYMOUS,
  type Caller as CallerIdentity,
  clientCredential,
  createIdentitySigner,
  createVerifier,
  IDENTITY_HEADER,
  type IdentitySigner,
  type KeyVerifier,
  type Partner,
  type Person,
  type SigningKey,
  type TrustedIssuer,
  type Verification,
} from "@threefold/identity";
import type { Claims } from "../operation/authorisation/index.ts";
import { canonicalJson } from "../operation/canonical-json.ts";
import { type Caller, type Identification, type IdentityProvider, NO_CLAIMS } from "./identity.ts";

export interface SignedIdentityOptions {
  /** Whose tokens clients may come with. With none, every token is refused. */
  readonly people: readonly TrustedIssuer[];
  /** Whom those tokens must be meant for. */
  readonly audience: string;
  /** By which name subgraphs trust this gateway, and what it signs with. */
  readonly issuer: string;
  readonly key: SigningKey;
  /** Whether a session was ended. Left out, a token is good until it expires. */
  readonly isRevoked?: (session: string) => boolean;
  /** Whose API keys clients may come with. Left out, every key is refused. */
  readonly keys?: KeyVerifier;
}

/** Believes clients' tokens of trusted issuers, and tells each subgraph who asks in a token of the gateway's own. */
export function createSignedIdentity(options: SignedIdentityOptions): IdentityProvider {
  const { people, audience, issuer, key, isRevoked, keys } = options;
  const verifier = createVerifier({ audience, issuers: people, ...(isRevoked && { isRevoked }) });
  const identification = (verified: Verification): Identification => {
    if (!verified.ok) return { refusal: verified.error };
    const { identity, expiresAt } = verified.value;
    return identity.kind === "service"
      ? { refusal: NOT_FOR_SERVICES }
      : { caller: callerOf(identity, signer, expiresAt) };
  };
  const signer = createIdentitySigner({ issuer, key });
  const anonymous = { caller: callerOf(ANONYMOUS, signer) };
  return {
    async identify(headers) {
      const credential = clientCredential(headers);
      switch (credential.kind) {
        case "none":
          return anonymous;
        case "refused":
          return { refusal: credential.error };
        case "key":
          return keys ? identification(await keys.verify(credential.key)) : { refusal: NO_KEYS };
        case "token":
          return identification(await verifier.verify(credential.token));
      }
    },
  };
}

const NO_KEYS = { message: "API keys are not accepted here.", temporary: false };
const NOT_FOR_SERVICES = { message: "This kind of token is not accepted here.", temporary: false };

const isClient = (identity: CallerIdentity): identity is Person | Partner =>
  identity.kind === "person" || identity.kind === "partner";

const claimsOf = (identity: CallerIdentity): Claims =>
  isClient(identity) ? { isAuthenticated: true, scopes: new Set(identity.scopes) } : NO_CLAIMS;

function callerOf(identity: CallerIdentity, signer: IdentitySigner, expiresAt?: number): Caller {
  return {
    anonymous: identity.kind === "anonymous",
    key: canonicalJson(identity),
    expiresAt,
    claims: claimsOf(identity),
    ...(isClient(identity) && { client: `${identity.kind} ${identity.id}` }),
    async headersFor(subgraph, kind, origin) {
      const token =
        kind === "write"
          ? await signer.forWrite(identity, subgraph, origin)
          : await signer.forReads(identity, subgraph, origin);
      return { [IDENTITY_HEADER]: token };
    },
  };
}
