import { IDENTITY_HEADER } from "../credential.ts";
import type { TrustedIssuer } from "../issuer.ts";
import { generateKey, publicKeySet, signingKey } from "../keys.ts";
import { type Caller, createIdentitySigner, createServiceSigner, type Origin } from "../signer.ts";

export interface TestEdge {
  /** Give these to the service under test as those it trusts. */
  readonly issuers: readonly TrustedIssuer[];
  /** Headers that say who asks, as the gateway would send them: fit for one request, a write included. */
  headersFor(caller: Caller, origin?: Origin): Promise<Record<string, string>>;
  /** Headers of another service's call, for one request. */
  headersForService(): Promise<Record<string, string>>;
  /** A token for one call that the edge makes in its own name. */
  tokenForItself(): Promise<string>;
}

/** An edge, with keys of its own, that speaks to one service: real tokens for tests of that service. */
export async function createTestEdge(options: { audience: string; service?: string }): Promise<TestEdge> {
  const service = options.service ?? "orders";
  const [edgeKey, serviceKey] = [signingKey(await generateKey()), signingKey(await generateKey())];
  const edge = createIdentitySigner({ issuer: "gateway", key: edgeKey });
  const itself = createServiceSigner({ issuer: "gateway", key: edgeKey });
  const caller = createServiceSigner({ issuer: service, key: serviceKey });
  return {
    issuers: [
      { type: "identity", issuer: "gateway", keys: publicKeySet([edgeKey]) },
      { type: "service", issuer: "gateway", keys: publicKeySet([edgeKey]) },
      { type: "service", issuer: service, keys: publicKeySet([serviceKey]) },
    ],
    headersFor: async (who, origin) => ({ [IDENTITY_HEADER]: await edge.forWrite(who, options.audience, origin) }),
    headersForService: async () => ({ [IDENTITY_HEADER]: await caller.sign(options.audience) }),
    tokenForItself: () => itself.sign(options.audience),
  };
}
