import { z } from "zod";
import { ANONYMOUS, type Identity, ROLES } from "./identity.ts";
import type { TokenType } from "./token.ts";

const id = z.string().min(1).max(128);

/** Scopes as OAuth writes them (RFC 6749, section 3.3): words with a space between. */
const scope = z
  .string()
  .max(1000)
  .default("")
  .transform((text) => text.split(" ").filter((word) => word !== ""));

const person = z
  .object({ sub: id, role: z.enum(ROLES), sid: id.optional(), scope })
  .transform(({ sub, role, sid, scope }): Identity => ({ kind: "person", id: sub, role, session: sid, scopes: scope }));

const partner = z
  .object({ sub: id, scope })
  .transform(({ sub, scope }): Identity => ({ kind: "partner", id: sub, scopes: scope }));

const SCHEMAS = {
  person,
  identity: z
    .looseObject({ kind: z.enum(["anonymous", "person", "partner"]) })
    .transform((claims, context): Identity => {
      if (claims.kind === "anonymous") return ANONYMOUS;
      const result = (claims.kind === "person" ? person : partner).safeParse(claims);
      if (result.success) return result.data;
      context.addIssue({ code: "custom", message: "not an identity" });
      return z.NEVER;
    }),
  // A service speaks for itself: the verifier has found its key by the issuer, so that the subject must be the same.
  service: z
    .object({ iss: id, sub: id, jti: id })
    .refine(({ iss, sub }) => iss === sub)
    .transform(({ sub }): Identity => ({ kind: "service", name: sub })),
} satisfies Record<TokenType, z.ZodType<Identity>>;

/** The identity that a verified token's claims tell, or undefined when they tell none. */
export function identityOf(type: TokenType, claims: unknown): Identity | undefined {
  const result = SCHEMAS[type].safeParse(claims);
  return result.success ? result.data : undefined;
}

/** The claims that tell a subgraph who is asking. A service speaks for itself, by tokens of its own. */
export function claimsOf(identity: Exclude<Identity, { kind: "service" }>): Record<string, string> {
  if (identity.kind === "anonymous") return { kind: "anonymous" };
  const claims: Record<string, string> = { kind: identity.kind, sub: identity.id };
  if (identity.scopes.length > 0) claims["scope"] = identity.scopes.join(" ");
  if (identity.kind === "person") {
    claims["role"] = identity.role;
    if (identity.session !== undefined) claims["sid"] = identity.session;
  }
  return claims;
}
