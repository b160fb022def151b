import { type Credential, clientCredential, type Headers, IDENTITY_HEADER } from "./credential.ts";
import type { EdgeEndpoint } from "./edge-call.ts";
import { ANONYMOUS } from "./identity.ts";
import type { TrustedIssuer } from "./issuer.ts";
import { createKeyVerifier, type KeyVerifier } from "./key-verifier.ts";
import type { SigningKey } from "./keys.ts";
import { followRevocations } from "./revocations.ts";
import {
  type Caller as CallerIdentity,
  createIdentitySigner,
  createServiceSigner,
  type IdentitySigner,
  type Origin,
} from "./signer.ts";
import { createVerifier, type Verification } from "./verifier.ts";

/** Whoever sent a request to an edge: how to speak for them. */
export interface EdgeCaller {
  readonly identity: CallerIdentity;
  /** Whether nobody in particular asks, so that the answer may be the same for others. */
  readonly anonymous: boolean;
  /** When what they showed ends, in milliseconds since 1970; undefined when that is not known beforehand. */
  readonly expiresAt?: number | undefined;
  /**
   * The headers that tell one service who asks.
   * @param kind what they are for: a write needs a token that cannot be used again
   */
  headersFor(service: string, kind: "read" | "write", origin: Origin): Promise<Readonly<Record<string, string>>>;
}

/** Who asks; or why their credential was refused, in words for whoever sent it. `temporary` when trying again may help. */
export type Identification =
  | { readonly caller: EdgeCaller }
  | { readonly refusal: { readonly message: string; readonly temporary: boolean } };

/** Finds out who asks. Cookies are never looked at: a browser sends those for other sites too. */
export interface ClientIdentity {
  identify(headers: Headers): Promise<Identification>;
}

export interface ClientIdentityOptions {
  /** Whose tokens clients may come with. With none, every token is refused. */
  readonly people: readonly TrustedIssuer[];
  /** Whom those tokens must be meant for. */
  readonly audience: string;
  /** By which name services trust this edge, and what it signs with. */
  readonly issuer: string;
  readonly key: SigningKey;
  /** Whether a session was ended. Left out, a token is good until it expires. */
  readonly isRevoked?: (session: string) => boolean;
  /** Whose API keys clients may come with. Left out, every key is refused. */
  readonly keys?: KeyVerifier;
}

/** A service by its name, and an address of its. */
type Place = readonly [service: string, url: string];

export interface EdgeIdentityOptions extends Omit<ClientIdentityOptions, "isRevoked" | "keys"> {
  /** Where the sessions that ended are known. Left out, a token is good until it expires. */
  readonly revocations?: Place | undefined;
  /** Where API keys are verified. Left out, every key is refused. */
  readonly apiKeys?: Place | undefined;
  /** Told each time that the sessions that ended could not be had. */
  readonly onFailure: (error: Error) => void;
}

/** The same with what an edge asks the service that people sign in at. `close` stops what goes on beside requests. */
export function createEdgeIdentity(options: EdgeIdentityOptions): ClientIdentity & { close(): Promise<void> } {
  const { issuer, key, revocations, apiKeys, onFailure } = options;
  const itself = createServiceSigner({ issuer, key });
  const endpoint = ([name, url]: Place): EdgeEndpoint => ({ url: new URL(url), sign: () => itself.sign(name) });
  const followed = revocations && followRevocations({ ...endpoint(revocations), onFailure });
  const identity = createClientIdentity({
    ...options,
    ...(followed && { isRevoked: followed.isRevoked }),
    ...(apiKeys && { keys: createKeyVerifier(endpoint(apiKeys)) }),
  });
  return { ...identity, close: async () => followed?.close() };
}

/** Believes clients' tokens of trusted issuers, and tells each service who asks in a token of its own. */
export function createClientIdentity(options: ClientIdentityOptions): ClientIdentity {
  const { people, audience, issuer, key, isRevoked, keys } = options;
  const verifier = createVerifier({ audience, issuers: people, ...(isRevoked && { isRevoked }) });
  const identification = (verified: Verification): Identification => {
    if (!verified.ok) return { refusal: verified.error };
    const { identity, expiresAt } = verified.value;
    if (identity.kind === "service") return { refusal: NOT_FOR_SERVICES };
    return { caller: callerOf(identity, signer, expiresAt) };
  };
  const signer = createIdentitySigner({ issuer, key });
  const anonymous = { caller: callerOf(ANONYMOUS, signer) };
  return {
    async identify(headers) {
      const credential: Credential = clientCredential(headers);
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

function callerOf(identity: CallerIdentity, signer: IdentitySigner, expiresAt?: number): EdgeCaller {
  return {
    identity,
    expiresAt,
    anonymous: identity.kind === "anonymous",
    async headersFor(service, kind, origin) {
      const token =
        kind === "write"
          ? await signer.forWrite(identity, service, origin)
          : await signer.forReads(identity, service, origin);
      return { [IDENTITY_HEADER]: token };
    },
  };
}
