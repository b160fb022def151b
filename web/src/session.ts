import { useSyncExternalStore } from "react";
import { send } from "./graphql.ts";
import { storedText } from "./shell/stored.ts";
import type { Person } from "./system.ts";

/** Who the pages ask as. */
export interface Session {
  readonly username: string;
  readonly accessToken: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

// Ends with the tab, as a token should that a page can read.
const stored = storedText("sessionStorage", "threefold:session");

const SIGN_IN = `mutation SignIn($username: String!, $password: String!) {
  signIn(username: $username, password: $password) { accessToken expiresAt }
}`;

/** Who is signed in, if anybody. */
export function useSession(): Session | undefined {
  const text = useSyncExternalStore(stored.subscribe, stored.get, () => null);
  return parse(text);
}

/**
 * Signs in as one of the seeded people, through the graph as any client would.
 * @throws Error in words for people when the graph refuses or is not there
 */
export async function signIn(person: Person): Promise<Session> {
  const session = await startSession(person);
  stored.set(JSON.stringify(session));
  return session;
}

async function startSession({ username, password }: Person): Promise<Session> {
  const { data, errors } = await send<{ signIn: Pick<Session, "accessToken" | "expiresAt"> }>(SIGN_IN, {
    variables: { username, password },
  });
  if (!data) throw new Error(errors?.[0]?.message ?? "The graph did not sign in.");
  return { username, ...data.signIn };
}

const tokens = new Map<string, Session>();

/** A token of one person, whoever the pages ask as. It is kept for the next time. */
export async function tokenOf(person: Person): Promise<string> {
  const known = tokens.get(person.username);
  if (known && !endsSoon(known)) return known.accessToken;
  const session = await startSession(person);
  tokens.set(person.username, session);
  return session.accessToken;
}

export function signOut(): void {
  stored.set(null);
}

/**
 * The token to ask with now. One that is about to end is renewed when the person is among `people`; a session that
 * cannot be renewed is over.
 */
export async function accessToken(people: readonly Person[]): Promise<string | undefined> {
  const session = parse(stored.get());
  if (session === undefined || !endsSoon(session)) return session?.accessToken;
  const person = people.find(({ username }) => username === session.username);
  if (person) return (await signIn(person)).accessToken;
  signOut();
  return undefined;
}

const SOON_MS = 30_000;
const endsSoon = (session: Session) => Date.parse(session.expiresAt) - Date.now() < SOON_MS;

let last: { text: string; session: Session } | undefined;

/** The same object for the same text, as React expects of a snapshot. */
function parse(text: string | null): Session | undefined {
  if (text === null) return undefined;
  if (last?.text !== text) last = { text, session: JSON.parse(text) };
  return last.session;
}
