import { hashSecret, type Identity, isSecret, type PersonSigner } from "@threefold/identity";
import { isOutdated } from "@threefold/identity/password";
import { DomainError, demandPerson } from "@threefold/subgraph-server";
import type { Logger } from "@threefold/telemetry";
import { rules } from "../authorisation.ts";
import type { SignUpInput } from "../generated/resolvers.ts";
import type { PersonRepository } from "../person/repository.ts";
import { checkSignUp, isUsername, newPerson } from "../person/rules.ts";
import type { Attempts } from "./attempts.ts";
import type { Passwords } from "./passwords.ts";
import type { SessionRepository } from "./repository.ts";
import { sessionAsking } from "./rules.ts";
import { goOn, type OpenedSession, openSession } from "./tokens.ts";

/** What signing in and up stand on. */
export interface SessionServices {
  readonly people: PersonRepository;
  readonly sessions: SessionRepository;
  readonly attempts: Attempts;
  readonly passwords: Passwords;
  readonly signer: PersonSigner;
  readonly logger: Logger;
}

/**
 * Says the same, and takes as long, whether the account does not exist, has no password, or has another one.
 * @param address the client's, as the edge saw it
 * @throws DomainError UNAUTHENTICATED, RATE_LIMITED, SERVICE_UNAVAILABLE
 */
export async function signIn(
  services: SessionServices,
  credentials: { username: string; password: string },
  address: string | undefined,
): Promise<OpenedSession> {
  const { sessions, attempts, passwords } = services;
  const username = credentials.username.trim().toLowerCase();
  const known = isUsername(username);
  // Names that nobody can have are counted together, under one that nobody can have.
  const attempt = attempts.signIn(known ? username : "", address);
  const account = known ? await sessions.accountOf(username) : null;
  const proven = await passwords.verify(credentials.password, account?.passwordHash);
  if (!account || !proven) throw new DomainError("UNAUTHENTICATED", "The username or the password is wrong.");
  attempt.succeeded();
  if (account.passwordHash !== undefined && isOutdated(account.passwordHash)) {
    await sessions.rehash(account.id, account.passwordHash, await passwords.hash(credentials.password));
  }
  return openSession(services, account);
}

/**
 * Opens an account. An email address may stand in several: it is not proven here to be anybody's, and an answer that
 * told of another account with it would tell who is a customer.
 * @throws DomainError BAD_USER_INPUT, CONFLICT when the username is taken, RATE_LIMITED, SERVICE_UNAVAILABLE
 */
export async function signUp(
  services: SessionServices,
  input: SignUpInput,
  address: string | undefined,
): Promise<OpenedSession> {
  const checked = checkSignUp(input);
  services.attempts.signUp(address);
  const person = newPerson(checked);
  const passwordHash = await services.passwords.hash(checked.password);
  if (await services.people.create({ ...person, passwordHash })) {
    return openSession(services, { id: person.id, role: "CUSTOMER" });
  }
  throw new DomainError("CONFLICT", "This username is taken.", [{ path: ["input", "username"], message: "is taken" }]);
}

/**
 * Exchanges a refresh token. One that comes a second time is in two hands, and nobody can tell which is the thief's
 * (RFC 9700, section 4.14.2): the session ends for both. The answer does not tell why a token is not good.
 * @throws DomainError UNAUTHENTICATED
 */
export async function refreshSession(services: SessionServices, refreshToken: string): Promise<OpenedSession> {
  if (isSecret("refreshToken", refreshToken)) {
    const session = await goOn(services, refreshToken);
    if (session) return session;
    const revoked = await services.sessions.revokeBySpentToken(hashSecret(refreshToken));
    if (revoked !== null)
      services.logger.warn({ session: revoked }, "a refresh token came twice: its session is ended");
  }
  throw new DomainError("UNAUTHENTICATED", "This refresh token is not good, or no more. Sign in again.");
}

/** @throws DomainError UNAUTHENTICATED, FORBIDDEN when the session is not one of ours */
export async function signOut({ sessions }: SessionServices, identity: Identity): Promise<true> {
  const { id, userId } = sessionAsking(identity);
  await sessions.revoke(id, userId);
  return true;
}

/** @throws DomainError UNAUTHENTICATED, FORBIDDEN */
export const signOutEverywhere = async ({ sessions }: SessionServices, identity: Identity): Promise<number> =>
  sessions.revokeAll(demandPerson(rules.signOut, identity));
