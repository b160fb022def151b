import { existsSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { removeEmbeddedPostgres } from "@threefold/embedded-postgres";
import { failsInOneLine } from "./demo/failure.ts";
import { systemConfiguration } from "./system/configuration.ts";
import { takeLock } from "./system/lock.ts";
import { assertNoArguments } from "./system/no-arguments.ts";
import { root } from "./system/paths.ts";

/** What a start puts into its data directory. */
const OURS = new Set(["postgres", "credentials.json", "keys", "logs", "pages", "gateway.json", "tls"]);

/** `npm run reset`: removes the databases, keys and logs of this checkout. The next start begins anew. */
await failsInOneLine("reset", async () => {
  assertNoArguments("npm run reset removes the databases, keys and logs of this checkout.");
  const { DATA_DIRECTORY } = systemConfiguration(process.env);
  assertOurs(DATA_DIRECTORY);
  const lock = await takeLock(DATA_DIRECTORY);
  if (lock === undefined) throw new Error(`the system runs in ${DATA_DIRECTORY}: stop it first`);
  await removeEmbeddedPostgres(join(DATA_DIRECTORY, "postgres"));
  await rm(DATA_DIRECTORY, { recursive: true, force: true });
  await lock.release();
  console.log(`Removed ${DATA_DIRECTORY}: the next npm start begins anew.`);
});

/** A folder that was named by mistake, as a home or a checkout, would be gone with all that is in it. */
function assertOurs(directory: string): void {
  if (directory === join(root, ".data") || !existsSync(directory)) return;
  const other = readdirSync(directory).find((name) => !OURS.has(name));
  if (other !== undefined)
    throw new Error(`${directory} has ${other}, which no start puts there: is DATA_DIRECTORY right?`);
}
