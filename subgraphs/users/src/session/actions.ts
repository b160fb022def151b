import { isOutdated, type PersonSigner, type Role } from "@threefold/identity";
import { DomainError } from "@threefold/subgraph-server";
import type { SignUpInput } from "../generated/resolvers.ts";
import type { PersonRepository } from "../person/repository.ts";
import { checkSignUp, isUsername, newPerson } from "../person/rules.ts";
import type { Attempts } from "./attempts.ts";
import type { Passwords } from "./passwords.ts";
import type { SessionRepository } from "./repository.ts";

/** What signing in gave. */
export interface OpenedSession {
  readonly userId: string;
  readonly accessToken: string;
  readonly expiresAt: Date;
}

/** What signing in and up stand on. */
export interface SessionServices {
  readonly people: PersonRepository;
  readonly sessions: SessionRepository;
  readonly attempts: Attempts;
  readonly passwords: Passwords;
  readonly signer: PersonSigner;
}

/**
 * Says the same, and takes as long, whether the account does not exist, has no password, or has another one.
 * @param address the client's, as the edge saw it
 * @throws DomainError UNAUTHENTICATED, RATE_LIMITED, SERVICE_UNAVAILABLE
 */
export async function signIn(
  { sessions, attempts, passwords, signer }: SessionServices,
  credentials: { username: string; password: string },
  address: string | undefined,
): Promise<OpenedSession> {
  const username = credentials.username.trim().toLowerCase();
  const known = isUsername(username);
  const attempt = attempts.signIn(known ? username : "nobody", address);
  const account = known ? await sessions.accountOf(username) : null;
  const proven = await passwords.verify(credentials.password, account?.passwordHash);
  if (!account || !proven) throw new DomainError("UNAUTHENTICATED", "The username or the password is wrong.");
  attempt.succeeded();
  if (account.passwordHash !== undefined && isOutdated(account.passwordHash)) {
    await sessions.rehash(account.id, account.passwordHash, await passwords.hash(credentials.password));
  }
  return open(signer, account);
}

/**
 * Opens an account. An email address may stand in several: it is not proven here to be anybody's, and an answer that
 * told of another account with it would tell who is a customer.
 * @throws DomainError BAD_USER_INPUT, CONFLICT when the username is taken, RATE_LIMITED, SERVICE_UNAVAILABLE
 */
export async function signUp(
  { people, attempts, passwords, signer }: SessionServices,
  input: SignUpInput,
  address: string | undefined,
): Promise<OpenedSession> {
  const checked = checkSignUp(input);
  attempts.signUp(address);
  const person = newPerson(checked);
  const passwordHash = await passwords.hash(checked.password);
  if (await people.create({ ...person, passwordHash })) return open(signer, { id: person.id, role: "CUSTOMER" });
  throw new DomainError("CONFLICT", "This username is taken.", [{ path: ["input", "username"], message: "is taken" }]);
}

async function open(
  signer: PersonSigner,
  { id, role }: { readonly id: string; readonly role: Role },
): Promise<OpenedSession> {
  const { token, expiresAt } = await signer.sign({ id, role, scopes: [] });
  return { userId: id, accessToken: token, expiresAt };
}
