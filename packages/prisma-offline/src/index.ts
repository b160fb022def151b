import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The program that stands in for Prisma's native schema engine. */
export const schemaEngine = fileURLToPath(new URL("../bin/schema-engine.mjs", import.meta.url));

/** Names the variable with the URL of a role that may create databases, as which shadow databases are made. */
export const SHADOW_ADMIN_VARIABLE = "PRISMA_OFFLINE_SHADOW_ADMIN_URL";

/**
 * Makes Prisma's CLI work without a network: to be called in `prisma.config.ts`. Prisma then starts this package's schema
 * engine instead of downloading a native one, and does not ask for news of itself.
 *
 * On Windows, which cannot start a script as a program, Prisma keeps its native engine and downloads it at first use.
 * @param shadowAdminUrl for `migrate dev` and `migrate diff`: a role that may create databases, when the one that
 *   migrates may not
 */
export function useOfflineEngine(options: { shadowAdminUrl?: string | undefined } = {}): void {
  process.env["CHECKPOINT_DISABLE"] ??= "1";
  process.env["PRISMA_HIDE_UPDATE_MESSAGE"] ??= "1";
  if (options.shadowAdminUrl) process.env[SHADOW_ADMIN_VARIABLE] ??= options.shadowAdminUrl;
  if (process.platform === "win32") return;
  process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= schemaEngine;
  // The engine runs on the Node that runs Prisma, whatever else is called node on this machine.
  process.env["PATH"] = [dirname(process.execPath), process.env["PATH"]].join(delimiter);
}
