import { type Identity, isPerson } from "@threefold/identity";
import { type Connection, type PageArguments, pageRequest } from "@threefold/pagination";
import { DomainError, demand, demandPerson } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";
import type { Role, UpdateProfileInput } from "../generated/resolvers.ts";
import type { PersonColumn, PersonRow } from "./columns.ts";
import type { PersonLoaders } from "./loaders.ts";
import { newestPeople } from "./orders.ts";
import type { PersonRepository } from "./repository.ts";
import { profileChanges } from "./rules.ts";

/** The person asking; null when nobody is signed in. */
export async function whoAsks(
  people: PersonLoaders,
  identity: Identity,
  columns: readonly PersonColumn[],
): Promise<PersonRow | null> {
  return isPerson(identity) ? people.byId(identity.id, columns) : null;
}

/** @throws DomainError UNAUTHENTICATED, FORBIDDEN; PageSizeError, CursorError */
export async function listPeople(
  people: PersonRepository,
  identity: Identity,
  args: PageArguments & { role?: Role | null | undefined },
  columns: readonly PersonColumn[],
): Promise<Connection<PersonRow>> {
  demand(rules.people, identity);
  return people.page(args.role ?? undefined, pageRequest(newestPeople, args), columns);
}

/**
 * @param assertUnchanged throws when the profile is no longer what the caller has seen; called while nobody else can change it
 * @throws DomainError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, NOT_FOUND when the account is gone
 */
export async function updateProfile(
  people: PersonRepository,
  identity: Identity,
  input: UpdateProfileInput,
  assertUnchanged?: (now: PersonRow) => Promise<void>,
): Promise<PersonRow> {
  const row = await people.update(demandPerson(rules.ownProfile, identity), profileChanges(input), assertUnchanged);
  if (row) return row;
  throw new DomainError("NOT_FOUND", "This account is gone.");
}
