import {
  createKeyVerifier,
  createServiceSigner,
  type EdgeEndpoint,
  followRevocations,
  type TrustedIssuer,
} from "@threefold/identity";
import type { Logger } from "@threefold/telemetry";
import type { Configuration } from "../configuration/read.ts";
import { type IdentityProvider, noIdentity } from "./identity.ts";
import { createSignedIdentity } from "./signed.ts";

/** How clients are known, as it is configured. `close` stops what goes on beside requests. */
export function configuredIdentity(
  configuration: Configuration,
  logger: Logger,
): { readonly identity: IdentityProvider; close(): Promise<void> } {
  const { TOKEN_AUDIENCE, IDENTITY_ISSUER: issuer, IDENTITY_SIGNING_KEY: key } = configuration;
  const { REVOCATIONS_URL, API_KEYS_URL } = configuration;
  if (key === undefined) return { identity: noIdentity, close: async () => {} };

  const itself = createServiceSigner({ issuer, key });
  const endpoint = ([name, url]: readonly [string, string]): EdgeEndpoint => ({
    url: new URL(url),
    sign: () => itself.sign(name),
  });
  const revocations =
    REVOCATIONS_URL &&
    followRevocations({
      ...endpoint(REVOCATIONS_URL),
      onFailure: (err) => logger.warn({ err }, "the sessions that ended are not known: the last list is kept"),
    });
  const identity = createSignedIdentity({
    people: peopleOf(configuration),
    audience: TOKEN_AUDIENCE,
    issuer,
    key,
    ...(revocations && { isRevoked: revocations.isRevoked }),
    ...(API_KEYS_URL && { keys: createKeyVerifier(endpoint(API_KEYS_URL)) }),
  });
  return { identity, close: async () => revocations?.close() };
}

function peopleOf({ JWKS_URL, TOKEN_ISSUER, PEOPLE_PROVIDER }: Configuration): TrustedIssuer[] {
  const published: TrustedIssuer[] =
    JWKS_URL === undefined ? [] : [{ type: "person", issuer: TOKEN_ISSUER, keys: new URL(JWKS_URL) }];
  return PEOPLE_PROVIDER ? [...published, PEOPLE_PROVIDER] : published;
}
