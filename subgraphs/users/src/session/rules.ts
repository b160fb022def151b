import { type Identity, isPerson, TOKEN_TYPES } from "@threefold/identity";
import { DomainError, demandPerson, isUuid } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";

/**
 * The session that whoever asks came with. People whom another provider signed in have none here: that provider ends it.
 * @throws DomainError UNAUTHENTICATED, FORBIDDEN
 */
export function sessionAsking(identity: Identity): { readonly id: string; readonly userId: string } {
  const userId = demandPerson(rules.signOut, identity);
  const id = isPerson(identity) ? identity.session : undefined;
  if (id !== undefined && isUuid(id)) return { id, userId };
  throw new DomainError("FORBIDDEN", "This session did not begin here: end it where you signed in.");
}

/** Milliseconds that an ended session is told of: as long as one of its access tokens may be good, clocks differing. */
export const TOLD_FOR_MS = (TOKEN_TYPES.person.life + 60) * 1000;
