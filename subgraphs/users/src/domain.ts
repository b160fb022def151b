import type { PrismaAdapter } from "@threefold/database";
import type { PersonSigner } from "@threefold/identity";
import { keyedRequests } from "@threefold/subgraph-server/rest";
import type { Logger } from "@threefold/telemetry";
import { apiKeyRepository } from "./api-key/repository.ts";
import { contextFactory } from "./context.ts";
import { PrismaClient } from "./generated/prisma/client.ts";
import { sessionRepository } from "./session/repository.ts";

export { personColumns } from "./person/columns.ts";
export { resolvers } from "./resolvers.ts";
export { TOLD_FOR_MS } from "./session/rules.ts";

export interface DomainOptions {
  /** The way to its own database. It is closed with the domain. */
  readonly adapter: PrismaAdapter;
  /** Signs what people get for signing in. */
  readonly signer: PersonSigner;
  readonly logger: Logger;
  /** Off reads every row by itself: what a graph costs without DataLoader. */
  readonly batching: boolean;
}

/** People, their addresses, sessions and API keys, with no way yet to ask for them: this subgraph serves it, and so does the monolith. */
export type UsersDomain = ReturnType<typeof openDomain>;

export function openDomain({ adapter, signer, logger, batching }: DomainOptions) {
  const prisma = new PrismaClient({ adapter });
  return {
    /** What one request has. */
    context: contextFactory(prisma, { signer, logger, batching }),
    /** What edges ask about the credentials that clients come with. */
    credentials: { sessions: sessionRepository(prisma), apiKeys: apiKeyRepository(prisma) },
    /** Where writes with an `Idempotency-Key` are kept. */
    keyedRequests: keyedRequests(prisma),
    /** Whether the database answers. */
    check: async () => {
      await prisma.$queryRaw`SELECT 1`;
    },
    async close(): Promise<void> {
      await prisma.$disconnect();
      await adapter.close();
    },
  };
}
