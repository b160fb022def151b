import {
  ANONYMOUS,
  type Caller as CallerIdentity,
  clientCredential,
  createIdentitySigner,
  createVerifier,
  IDENTITY_HEADER,
  type IdentitySigner,
  type SigningKey,
  type TrustedIssuer,
} from "@threefold/identity";
import type { Caller, IdentityProvider } from "./identity.ts";

export interface SignedIdentityOptions {
  /** Whose tokens clients may come with. With none, every token is refused. */
  readonly people: readonly TrustedIssuer[];
  /** Whom those tokens must be meant for. */
  readonly audience: string;
  /** By which name subgraphs trust this gateway, and what it signs with. */
  readonly issuer: string;
  readonly key: SigningKey;
}

/** Believes clients' tokens of trusted issuers, and tells each subgraph who asks in a token of the gateway's own. */
export function createSignedIdentity({ people, audience, issuer, key }: SignedIdentityOptions): IdentityProvider {
  const verifier = createVerifier({ audience, issuers: people });
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
          return { refusal: { message: "API keys are not accepted here.", temporary: false } };
        case "token": {
          const verified = await verifier.verify(credential.token);
          if (!verified.ok) return { refusal: verified.error };
          const { identity } = verified.value;
          if (identity.kind === "service") return { refusal: NOT_FOR_SERVICES };
          return { caller: callerOf(identity, signer) };
        }
      }
    },
  };
}

const NOT_FOR_SERVICES = { message: "This kind of token is not accepted here.", temporary: false };

function callerOf(identity: CallerIdentity, signer: IdentitySigner): Caller {
  return {
    anonymous: identity.kind === "anonymous",
    async headersFor(subgraph, kind, origin) {
      const token =
        kind === "write"
          ? await signer.forWrite(identity, subgraph, origin)
          : await signer.forReads(identity, subgraph);
      return { [IDENTITY_HEADER]: token };
    },
  };
}
