import { hashSecret, newSecret, type Scope } from "@threefold/identity";
import { check, DomainError, line } from "@threefold/subgraph-server";
import { z } from "zod";
import type { ApiScope, CreateApiKeyInput } from "../generated/resolvers.ts";

/** What a scope is called on the wire. */
const SCOPE_OF = {
  ORDERS_READ: "orders:read",
  SALES_READ: "sales:read",
  STOCK_WRITE: "stock:write",
} as const satisfies Record<ApiScope, Scope>;

const NAMES = Object.keys(SCOPE_OF) as ApiScope[];

const creation = z.object({
  name: line(1, 80),
  scopes: z
    .array(z.enum(NAMES))
    .min(1, "must name at least one")
    .transform((names) => [...new Set(names)].map((name) => SCOPE_OF[name])),
  expiresAt: z.date().nullish(),
});

/**
 * A key that nobody has seen yet, and what is kept of it.
 * @throws DomainError BAD_USER_INPUT
 */
export function newKey(input: CreateApiKeyInput, createdBy: string, now = new Date()) {
  const { name, scopes, expiresAt } = check(creation, input, ["input"]);
  if (expiresAt && expiresAt <= now) {
    throw DomainError.badInput([{ path: ["input", "expiresAt"], message: "must be in the future" }]);
  }
  const key = newSecret("apiKey");
  const kept = { name, scopes, expiresAt: expiresAt ?? null, createdBy, hint: key.slice(-4) };
  return { key, kept: { ...kept, secretHash: hashSecret(key) } };
}

/** What the graph calls the scopes of a key; one that is no more is left out. */
export const scopeNames = (scopes: readonly string[]): ApiScope[] =>
  NAMES.filter((name) => scopes.includes(SCOPE_OF[name]));

export const noSuchKey = () =>
  new DomainError("NOT_FOUND", "There is no such API key.", [{ path: ["id"], message: "there is no such API key" }]);
