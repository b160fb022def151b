import { rm } from "node:fs/promises";
import { join } from "node:path";
import { removeEmbeddedPostgres } from "@threefold/embedded-postgres";
import { StartError } from "@threefold/http-server";
import { systemConfiguration } from "./system/configuration.ts";
import { takeLock } from "./system/lock.ts";

/** `npm run reset`: removes the databases, keys and logs of this checkout. The next start begins anew. */
const { DATA_DIRECTORY } = systemConfiguration(process.env);
const lock = await takeLock(DATA_DIRECTORY);
if (lock) {
  await removeEmbeddedPostgres(join(DATA_DIRECTORY, "postgres"));
  await rm(DATA_DIRECTORY, { recursive: true, force: true });
  await lock.release();
  console.log(`Removed ${DATA_DIRECTORY}: the next npm start begins anew.`);
} else {
  console.error(new StartError(`the system runs in ${DATA_DIRECTORY}: stop it first`).message);
  process.exitCode = 1;
}
