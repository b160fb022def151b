import { type Connection, type PageRequest, toConnection } from "@threefold/pagination";
import type { ApiKey, PrismaClient } from "../generated/prisma/client.ts";
import { newestKeys } from "./orders.ts";
import type { newKey } from "./rules.ts";

/** What is read of a key: all but its hash, which is only ever compared. */
export type ApiKeyRow = Omit<ApiKey, "secretHash">;
export type ApiKeyRepository = ReturnType<typeof apiKeyRepository>;

const omit = { secretHash: true } as const;

export function apiKeyRepository(prisma: PrismaClient) {
  return {
    /** Newest first, those that have ended as well. */
    async page(page: PageRequest): Promise<Connection<ApiKeyRow>> {
      const rows = await prisma.apiKey.findMany({
        ...(page.after && { where: newestKeys.after(page.after) }),
        orderBy: newestKeys.orderBy,
        take: page.first + 1,
        omit,
      });
      return toConnection(newestKeys, page, rows);
    },

    async create(data: ReturnType<typeof newKey>["kept"]): Promise<ApiKeyRow> {
      return prisma.apiKey.create({ data, omit });
    },

    /** Ends a key, once: the time that it has ended stays. Null when there is none. */
    async revoke(id: string): Promise<ApiKeyRow | null> {
      await prisma.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
      return prisma.apiKey.findUnique({ where: { id }, omit });
    },

    /** The key with this hash if it is good, noting that it was used; null otherwise. */
    async use(secretHash: Uint8Array<ArrayBuffer>): Promise<ApiKeyRow | null> {
      const now = new Date();
      const [row] = await prisma.apiKey.updateManyAndReturn({
        where: { secretHash, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
        data: { lastUsedAt: now },
        omit,
      });
      return row ?? null;
    },
  };
}
