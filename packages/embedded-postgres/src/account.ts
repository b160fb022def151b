import { readFileSync } from "node:fs";
import { EmbeddedPostgresError } from "./error.ts";

/** Whom a process runs as. An empty object: whom this process runs as. Made to be spread into the options of `spawn`. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * The account that PostgreSQL runs as. It refuses to run as root, so root hands it to `postgres` when the machine knows
 * that account and to `nobody` otherwise; everybody else runs it themselves.
 */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const account = lookUp("postgres") ?? lookUp("nobody");
  if (account) return account;
  throw new EmbeddedPostgresError(
    "PostgreSQL does not run as root, and this machine has neither an account postgres nor nobody to run it as",
  );
}

function lookUp(name: string): Account | undefined {
  const entry = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .find(([user]) => user === name);
  return entry && { uid: Number(entry[2]), gid: Number(entry[3]) };
}
