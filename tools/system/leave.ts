import type { Databases } from "@threefold/prisma/databases";
import { takeLock } from "./lock.ts";

/**
 * Stops the embedded server when these databases' opening started it, unless the system runs on it: it may have been started since.
 * @param directory the data directory
 */
export async function leave(databases: Databases, directory: string): Promise<void> {
  const lock = await takeLock(directory);
  if (lock === undefined) return;
  await databases[Symbol.asyncDispose]();
  await lock.release();
}
