import {
  clientCredential,
  createVerifier,
  type Headers,
  hashSecret,
  NOBODY,
  publicKeySet,
  type SigningKey,
  tokenError,
  type Verification,
} from "@threefold/identity";
import { TOLD_FOR_MS, type UsersDomain } from "@threefold/subgraph-users/domain";

/** How old the list of ended sessions may be: as old as a gateway's. */
const REFRESH_MS = 10_000;

/** Whose tokens people may come with, and for whom those are meant. */
interface TokenTrust {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: readonly SigningKey[];
}

/** Who asks, by the same credentials that the gateway takes: a person's token, or a partner's key. */
export type Identify = (headers: Headers) => Promise<Verification>;

export function createIdentify({ credentials }: UsersDomain, { issuer, audience, keys }: TokenTrust): Identify {
  let revoked: ReadonlySet<string> = new Set();
  let readAt = Number.NEGATIVE_INFINITY;
  const verifier = createVerifier({
    audience,
    issuers: [{ type: "person", issuer, keys: publicKeySet(keys) }],
    isRevoked: (session) => revoked.has(session),
  });
  const refresh = async () => {
    if (Date.now() - readAt < REFRESH_MS) return;
    readAt = Date.now();
    revoked = new Set(await credentials.sessions.revokedSince(new Date(Date.now() - TOLD_FOR_MS)));
  };
  const partner = async (key: string): Promise<Verification> => {
    const row = await credentials.apiKeys.use(hashSecret(key));
    if (row === null) return { ok: false, error: tokenError("unknown-api-key") };
    return { ok: true, value: { ...NOBODY.value, identity: { kind: "partner", id: row.id, scopes: row.scopes } } };
  };
  return async (headers) => {
    const credential = clientCredential(headers);
    switch (credential.kind) {
      case "none":
        return NOBODY;
      case "refused":
        return { ok: false, error: credential.error };
      case "key":
        return partner(credential.key);
      case "token":
        await refresh();
        return verifier.verify(credential.token);
    }
  };
}
