import { rm } from "node:fs/promises";
import { join } from "node:path";
import { removeEmbeddedPostgres } from "@threefold/embedded-postgres";
import { failsInOneLine } from "./demo/failure.ts";
import { systemConfiguration } from "./system/configuration.ts";
import { takeLock } from "./system/lock.ts";
import { assertNoArguments } from "./system/no-arguments.ts";

/** `npm run reset`: removes the databases, keys and logs of this checkout. The next start begins anew. */
await failsInOneLine("reset", async () => {
  assertNoArguments();
  const { DATA_DIRECTORY } = systemConfiguration(process.env);
  const lock = await takeLock(DATA_DIRECTORY);
  if (lock === undefined) throw new Error(`the system runs in ${DATA_DIRECTORY}: stop it first`);
  await removeEmbeddedPostgres(join(DATA_DIRECTORY, "postgres"));
  await rm(DATA_DIRECTORY, { recursive: true, force: true });
  await lock.release();
  console.log(`Removed ${DATA_DIRECTORY}: the next npm start begins anew.`);
});
