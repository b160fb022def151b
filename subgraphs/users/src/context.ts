import type { PersonSigner, Verified } from "@threefold/identity";
import { loaders as requestLoaders } from "@threefold/subgraph-server";
import type { Logger } from "@threefold/telemetry";
import { addressLoaders } from "./address/loaders.ts";
import { addressRepository } from "./address/repository.ts";
import { apiKeyRepository } from "./api-key/repository.ts";
import type { PrismaClient } from "./generated/prisma/client.ts";
import { personLoaders } from "./person/loaders.ts";
import { personRepository } from "./person/repository.ts";
import { createAttempts } from "./session/attempts.ts";
import { createPasswords } from "./session/passwords.ts";
import { sessionRepository } from "./session/repository.ts";

/** What one request has: who asks, and each feature's repository with loaders that live as long as the request. @public for generated types */
export type Context = ReturnType<ReturnType<typeof contextFactory>>;

/**
 * @param signer signs what people get for signing in
 * @param batching off makes every loader read each key by itself, to show what that costs
 */
export function contextFactory(
  prisma: PrismaClient,
  { signer, logger, batching }: { signer: PersonSigner; logger: Logger; batching: boolean },
) {
  const people = personRepository(prisma);
  const addresses = addressRepository(prisma);
  const apiKeys = apiKeyRepository(prisma);
  const sessions = {
    people,
    sessions: sessionRepository(prisma),
    attempts: createAttempts(),
    passwords: createPasswords(),
    signer,
    logger,
  };
  return (caller: Verified) => {
    const loaders = requestLoaders(batching);
    return {
      caller,
      identity: caller.identity,
      people: { repository: people, loaders: personLoaders(loaders, people) },
      addresses: { repository: addresses, loaders: addressLoaders(loaders, addresses) },
      apiKeys,
      sessions,
    };
  };
}
