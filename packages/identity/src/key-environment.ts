import { z } from "zod";
import type { TrustedIssuer } from "./issuer.ts";
import { json } from "./json-variable.ts";
import type { Keys } from "./key-directory.ts";
import { type KeySet, type PrivateJwk, type PublicJwk, privateJwkSchema, publicJwkSchema } from "./keys.ts";

/** What people's tokens say of their issuer and audience, unless another OpenID provider is configured. */
export const PEOPLE_ISSUER = "threefold-users";
export const PEOPLE_AUDIENCE = "threefold";

/** A variable with the key that a process signs with: a private Ed25519 JWK with a `kid`. */
export const signingKeyVariable = json(privateJwkSchema, "a private Ed25519 JWK with a kid");

/**
 * A variable with the keys of whoever issues people's tokens: a JWK Set of private keys. The first signs; all are
 * published. To rotate, put a new key first, and drop the old one when its last token has expired.
 */
export const signingKeysVariable = json(
  z.object({ keys: z.array(privateJwkSchema).min(1) }).transform(({ keys: [first, ...others] }, context) => {
    if (first) return { current: first, all: [first, ...others] };
    context.addIssue({ code: "custom" });
    return z.NEVER;
  }),
  "a JWK Set of private Ed25519 keys, each with a kid",
);

const trustedType = z.enum(["identity", "service"]);

/**
 * A variable with whom a service trusts: `{"gateway": {"type": "identity", "keys": [public JWKs]}, …}`. An issuer that
 * makes two types of token has a list of them.
 */
export const trustedIssuersVariable = json(
  z
    .record(
      z.string().min(1),
      z.object({
        type: z.union([trustedType.transform((type) => [type]), z.array(trustedType).min(1)]),
        keys: z.array(publicJwkSchema).min(1),
      }),
    )
    .transform((issuers): TrustedIssuer[] =>
      Object.entries(issuers).flatMap(([issuer, { type, keys }]) =>
        type.map((type) => ({ type, issuer, keys: { keys } })),
      ),
    ),
  'trusted issuers by name, {"gateway": {"type": "identity", "keys": [public Ed25519 JWKs, each with a kid]}}',
);

/**
 * The variables of one process: the keys that it signs with, and the public keys of those it trusts. Nothing else.
 *
 * | variable | who has it |
 * |---|---|
 * | `IDENTITY_SIGNING_KEY` | an edge: tells subgraphs who is asking |
 * | `SERVICE_SIGNING_KEY` | a service that calls another |
 * | `PEOPLE_SIGNING_KEYS` | the service that people sign in at |
 * | `TRUSTED_ISSUER_KEYS` | every service: the edges, and the services that call it |
 *
 * Edges ask the service that people sign in at, in their own name, which sessions have ended and whether an API key is
 * good: it trusts them for both types of token.
 */
export function environmentFor(processName: string, keys: Keys): Record<string, string> {
  const { edges, services, people } = keys.parties;
  const service = services[processName];
  const own = keys.own[processName];
  const variables: Record<string, string> = {};
  if (own && edges.includes(processName)) variables["IDENTITY_SIGNING_KEY"] = JSON.stringify(own);
  if (own && service) variables["SERVICE_SIGNING_KEY"] = JSON.stringify(own);
  if (processName === people) variables["PEOPLE_SIGNING_KEYS"] = JSON.stringify({ keys: [keys.people] });
  if (service) variables["TRUSTED_ISSUER_KEYS"] = JSON.stringify(trustedBy(processName, keys));
  return variables;
}

function trustedBy(processName: string, { parties, own }: Keys) {
  type Trusted = z.output<typeof trustedType>;
  const trusted: Record<string, { type: Trusted | Trusted[] } & KeySet> = {};
  const trust = (type: Trusted | Trusted[], name: string) => {
    const key = own[name];
    if (key) trusted[name] = { type, keys: [publicPart(key)] };
  };
  for (const edge of parties.edges) trust(processName === parties.people ? ["identity", "service"] : "identity", edge);
  for (const [name, { calls }] of Object.entries(parties.services))
    if (calls.includes(processName)) trust("service", name);
  return trusted;
}

const publicPart = ({ d: _, ...jwk }: PrivateJwk): PublicJwk => jwk;
