import { v5 as uuidFrom } from "uuid";
import { z } from "zod";
import { type Identity, ROLES, type Role } from "./identity.ts";
import type { TrustedIssuer } from "./issuer.ts";
import { json } from "./json-variable.ts";
import { TOKEN_TYPES } from "./token.ts";

const ASYMMETRIC = ["EdDSA", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"] as const;

/** Keys that come over a network that others are on would be anybody's keys. */
const isSafe = ({ protocol, hostname }: URL) =>
  protocol === "https:" || ["127.0.0.1", "localhost", "[::1]"].includes(hostname);

const provider = z
  .strictObject({
    /** The `iss` of its tokens. */
    issuer: z.string().min(1),
    /** Where it publishes its keys: https, or this machine. */
    jwks: z
      .url()
      .transform((url) => new URL(url))
      .refine(isSafe),
    /** The `typ` of its access tokens; null when it has another, or none. */
    typ: z.string().nullable().default(TOKEN_TYPES.person.typ),
    algorithms: z.array(z.enum(ASYMMETRIC)).min(1).default(["RS256"]),
    /** The claim that holds somebody's id here, where the provider knows it. Else it is made of its issuer and `sub`. */
    idClaim: z.string().optional(),
    /** The claim that tells what somebody may do, and what its values mean here. Who has none of them is a customer. */
    roles: z.strictObject({ claim: z.string(), values: z.record(z.string(), z.enum(ROLES)) }).optional(),
  })
  .transform(
    ({ jwks, typ, ...provider }): TrustedIssuer => ({
      type: "person",
      issuer: provider.issuer,
      keys: jwks,
      // The verifier compares types in lower case (RFC 7515, section 4.1.9).
      typ: typ === null ? null : typ.toLowerCase(),
      algorithms: provider.algorithms,
      identityOf: (claims) => personOf(claims, provider),
    }),
  );

interface Mapping {
  readonly issuer: string;
  readonly idClaim?: string | undefined;
  readonly roles?: { readonly claim: string; readonly values: Readonly<Record<string, Role>> } | undefined;
}

/**
 * A variable with the OpenID Connect provider that people sign in at instead of here, as JSON, for example
 * `{"issuer": "https://login.example", "jwks": "https://login.example/jwks", "roles": {"claim": "groups", "values": {"shop-staff": "STAFF"}}}`.
 * Its access tokens must be JWTs that are meant for our audience.
 */
export const peopleProviderVariable = json(
  provider,
  'an OpenID Connect provider, {"issuer": …, "jwks": an https URL}; typ, algorithms, idClaim and roles may be given too',
);

/** Whom a provider's claims speak of, undefined when they tell nobody. Roles of ours come from the mapping alone. */
function personOf(
  claims: Readonly<Record<string, unknown>>,
  { issuer, idClaim, roles }: Mapping,
): Identity | undefined {
  const { sub } = claims;
  if (typeof sub !== "string" || sub === "") return undefined;
  const id = idClaim === undefined ? uuidFrom(JSON.stringify([issuer, sub]), NAMESPACE) : claims[idClaim];
  if (typeof id !== "string" || !UUID.test(id)) return undefined;
  const role = roles === undefined ? "CUSTOMER" : highest(claims[roles.claim], roles.values);
  return { kind: "person", id: id.toLowerCase(), role, scopes: [] };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** For UUIDs of version 5 (RFC 9562, section 5.5): one person of one provider always has the same id here. */
const NAMESPACE = "5f0d3c1e-6a52-4b0c-9a3b-8f3a6a0f7d11";

/** A claim may be one value or several; of several roles, the one that may most. */
function highest(claim: unknown, values: Readonly<Record<string, Role>>): Role {
  const given: unknown[] = Array.isArray(claim) ? claim : [claim];
  const found = Object.entries(values).flatMap(([value, role]) => (given.includes(value) ? [role] : []));
  return ROLES.findLast((role) => found.includes(role)) ?? "CUSTOMER";
}
