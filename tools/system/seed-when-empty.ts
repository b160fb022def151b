import { databaseNames, isEmpty, seed } from "@threefold/prisma";
import type { OpenedDatabases } from "./databases.ts";

/**
 * Fills the databases with the small shop when all three are empty; what somebody has put into one is left as it is.
 * @param ownerUrls the databases as the roles that may fill them
 */
export async function seedWhenEmpty(ownerUrls: OpenedDatabases["ownerUrls"], onStart: () => void): Promise<void> {
  const empty = await Promise.all(databaseNames.map((name) => isEmpty(ownerUrls[name])));
  if (!empty.every(Boolean)) return;
  onStart();
  await seed({ urls: ownerUrls, size: "S" });
}
