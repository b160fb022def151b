import type { PrismaClient, Role } from "../generated/prisma/client.ts";

type Hash = Uint8Array<ArrayBuffer>;

/** What signing in needs to know of somebody. */
export interface Account {
  readonly id: string;
  readonly role: Role;
  /** Undefined for people who cannot sign in. */
  readonly passwordHash: string | undefined;
}

/** A session whose refresh token was just exchanged, and what its person may do by now. */
export interface RefreshedSession {
  readonly id: string;
  readonly userId: string;
  readonly role: Role;
  readonly endsAt: Date;
}

export type SessionRepository = ReturnType<typeof sessionRepository>;

/** Sessions in the database. Each call is one statement, and so happens whole or not at all. */
export function sessionRepository(prisma: PrismaClient) {
  return {
    async accountOf(username: string): Promise<Account | null> {
      const row = await prisma.user.findUnique({
        where: { username },
        select: { id: true, role: true, credential: { select: { passwordHash: true } } },
        relationLoadStrategy: "join",
      });
      return row && { id: row.id, role: row.role, passwordHash: row.credential?.passwordHash };
    },

    /** Puts a new hash of the same password in the place of the one that was just proven, unless that has changed. */
    async rehash(userId: string, from: string, to: string): Promise<void> {
      await prisma.credential.updateMany({ where: { userId, passwordHash: from }, data: { passwordHash: to } });
    },

    /** Begins a session, and forgets those of the same person that have run out. */
    async begin(session: { id: string; userId: string; tokenHash: Hash; endsAt: Date }): Promise<void> {
      const { id, userId, tokenHash, endsAt } = session;
      await prisma.$executeRaw`
        WITH forgotten AS (DELETE FROM session WHERE user_id = ${userId}::uuid AND expires_at < now())
        INSERT INTO session (id, user_id, token_hash, expires_at)
        VALUES (${id}::uuid, ${userId}::uuid, ${tokenHash}, ${endsAt})`;
    },

    /**
     * Puts a new refresh token in the place of the one that is good now, and remembers that one as spent. Of two
     * that come with the same token at once, the second waits for the first and then finds it spent.
     * @returns null when the token is not good now: of no session, spent, or of one that has ended
     */
    async exchange(from: Hash, to: Hash): Promise<RefreshedSession | null> {
      const [session] = await prisma.$queryRaw<RefreshedSession[]>`
        WITH exchanged AS (
          UPDATE session SET token_hash = ${to}, refreshed_at = now()
          WHERE token_hash = ${from} AND revoked_at IS NULL AND expires_at > now()
          RETURNING id, user_id, expires_at
        ), spent AS (
          INSERT INTO spent_token (hash, session_id) SELECT ${from}, id FROM exchanged
        )
        SELECT exchanged.id, user_id AS "userId", role::text AS role, expires_at AS "endsAt"
        FROM exchanged JOIN person ON person.id = user_id`;
      return session ?? null;
    },

    /** Ends the session that a spent token was of. Null when it is nobody's spent token, or the session had ended. */
    async revokeBySpentToken(hash: Hash): Promise<string | null> {
      const [session] = await prisma.session.updateManyAndReturn({
        where: { revokedAt: null, spentTokens: { some: { hash } } },
        data: { revokedAt: new Date() },
        select: { id: true },
      });
      return session?.id ?? null;
    },

    async revoke(id: string, userId: string): Promise<void> {
      await prisma.session.updateMany({ where: { id, userId, revokedAt: null }, data: { revokedAt: new Date() } });
    },

    /** Ends all of somebody's sessions; how many there were. */
    async revokeAll(userId: string): Promise<number> {
      const { count } = await prisma.session.updateMany({
        where: { userId, revokedAt: null, expiresAt: { gt: new Date() } },
        data: { revokedAt: new Date() },
      });
      return count;
    },

    async revokedSince(time: Date): Promise<string[]> {
      const rows = await prisma.session.findMany({ where: { revokedAt: { gte: time } }, select: { id: true } });
      return rows.map(({ id }) => id);
    },
  };
}
