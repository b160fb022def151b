import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { adminUrlOf } from "./url.ts";

/**
 * The superuser's way into the server of a directory, as the directory remembers it, whether the server runs or not.
 * Undefined when none was ever started there.
 */
export function findEmbeddedPostgres(directory: string): { port: number; adminUrl: string } | undefined {
  const [portFile, passwordFile] = [join(directory, "port"), join(directory, "password")];
  if (!existsSync(portFile) || !existsSync(passwordFile)) return undefined;
  const port = Number(readFileSync(portFile, "utf8"));
  return { port, adminUrl: adminUrlOf(port, readFileSync(passwordFile, "utf8").trim()) };
}
