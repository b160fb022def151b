import type { PrismaClient, Role } from "../generated/prisma/client.ts";

/** What signing in needs to know of somebody. */
export interface Account {
  readonly id: string;
  readonly role: Role;
  /** Undefined for people who cannot sign in. */
  readonly passwordHash: string | undefined;
}

export type SessionRepository = ReturnType<typeof sessionRepository>;

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
  };
}
