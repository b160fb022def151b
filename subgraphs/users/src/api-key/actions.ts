import type { Identity } from "@threefold/identity";
import { type Connection, type PageArguments, pageRequest } from "@threefold/pagination";
import { demand, demandPerson, isUuid } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";
import type { CreateApiKeyInput } from "../generated/resolvers.ts";
import { newestKeys } from "./orders.ts";
import type { ApiKeyRepository, ApiKeyRow } from "./repository.ts";
import { newKey, noSuchKey } from "./rules.ts";

/** @throws DomainError UNAUTHENTICATED, FORBIDDEN; PageSizeError, CursorError */
export async function listKeys(
  keys: ApiKeyRepository,
  identity: Identity,
  args: PageArguments,
): Promise<Connection<ApiKeyRow>> {
  demand(rules.apiKeys, identity);
  return keys.page(pageRequest(newestKeys, args));
}

/**
 * Makes a key. It is in this answer and nowhere else.
 * @throws DomainError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT
 */
export async function createKey(
  keys: ApiKeyRepository,
  identity: Identity,
  input: CreateApiKeyInput,
): Promise<{ key: string; apiKey: ApiKeyRow }> {
  const { key, kept } = newKey(input, demandPerson(rules.changeApiKeys, identity));
  return { key, apiKey: await keys.create(kept) };
}

/** @throws DomainError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND */
export async function revokeKey(keys: ApiKeyRepository, identity: Identity, id: string): Promise<ApiKeyRow> {
  demand(rules.changeApiKeys, identity);
  const row = isUuid(id) ? await keys.revoke(id) : null;
  if (!row) throw noSuchKey();
  return row;
}
