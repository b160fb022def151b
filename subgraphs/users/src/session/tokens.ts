import { hashSecret, newSecret, type PersonSigner, type Role } from "@threefold/identity";
import { v7 as uuid } from "uuid";
import type { SessionRepository } from "./repository.ts";

/** What signing in gave. */
export interface OpenedSession {
  readonly userId: string;
  readonly accessToken: string;
  readonly expiresAt: Date;
  readonly refreshToken: string;
  readonly endsAt: Date;
}

/** Days that a session lasts, however often it is refreshed. */
const LIFE_DAYS = 30;

interface Services {
  readonly sessions: SessionRepository;
  readonly signer: PersonSigner;
}

/** Begins a session of somebody who has just proven who they are. */
export async function openSession(
  { sessions, signer }: Services,
  { id: userId, role }: { readonly id: string; readonly role: Role },
): Promise<OpenedSession> {
  const refreshToken = newSecret("refreshToken");
  const id = uuid();
  const endsAt = new Date(Date.now() + LIFE_DAYS * 24 * 60 * 60 * 1000);
  await sessions.begin({ id, userId, tokenHash: hashSecret(refreshToken), endsAt });
  const { token, expiresAt } = await signer.sign({ id: userId, role, session: id, scopes: [] });
  return { userId, accessToken: token, expiresAt, refreshToken, endsAt };
}

/** Goes on with the session that a refresh token is good for; null when it is good for none. */
export async function goOn({ sessions, signer }: Services, token: string): Promise<OpenedSession | null> {
  const refreshToken = newSecret("refreshToken");
  const session = await sessions.exchange(hashSecret(token), hashSecret(refreshToken));
  if (!session) return null;
  const { id, userId, role, endsAt } = session;
  const { token: accessToken, expiresAt } = await signer.sign({ id: userId, role, session: id, scopes: [] });
  return { userId, accessToken, expiresAt, refreshToken, endsAt };
}
