import { createEdgeIdentity, type TrustedIssuer } from "@threefold/identity";
import type { Logger } from "@threefold/telemetry";
import type { Configuration } from "../configuration/read.ts";
import { type IdentityProvider, noIdentity } from "./identity.ts";
import { providerOf } from "./signed.ts";

/** How clients are known, as it is configured. `close` stops what goes on beside requests. */
export function configuredIdentity(
  configuration: Configuration,
  logger: Logger,
): { readonly identity: IdentityProvider; close(): Promise<void> } {
  const { TOKEN_AUDIENCE, IDENTITY_ISSUER: issuer, IDENTITY_SIGNING_KEY: key } = configuration;
  if (key === undefined) return { identity: noIdentity, close: async () => {} };
  const identity = createEdgeIdentity({
    people: peopleOf(configuration),
    audience: TOKEN_AUDIENCE,
    issuer,
    key,
    revocations: configuration.REVOCATIONS_URL,
    apiKeys: configuration.API_KEYS_URL,
    onFailure: (err) => logger.warn({ err }, "the sessions that ended are not known: the last list is kept"),
  });
  return { identity: providerOf(identity), close: identity.close };
}

function peopleOf({ JWKS_URL, TOKEN_ISSUER, PEOPLE_PROVIDER }: Configuration): TrustedIssuer[] {
  const published: TrustedIssuer[] =
    JWKS_URL === undefined ? [] : [{ type: "person", issuer: TOKEN_ISSUER, keys: new URL(JWKS_URL) }];
  return PEOPLE_PROVIDER ? [...published, PEOPLE_PROVIDER] : published;
}
