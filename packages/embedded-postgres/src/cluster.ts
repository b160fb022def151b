import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync, existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import type { Directory } from "./directory.ts";
import { serverEnvironment } from "./environment.ts";
import { EmbeddedPostgresError } from "./error.ts";

export const SUPERUSER = "postgres";

/**
 * Makes the data directory unless it is there. It is made under another name and moved, so that an interruption leaves
 * nothing half made, and of two processes that do this at once one uses what the other made.
 */
export async function createCluster(directory: Directory, account: Account, binaries: Binaries): Promise<boolean> {
  if (existsSync(join(directory.data, "PG_VERSION"))) return false;
  const unfinished = join(directory.home, `data-${randomUUID()}`);
  const passwordFile = `${unfinished}.password`;
  writeFileSync(passwordFile, directory.password, { mode: 0o600 });
  if (account.uid !== undefined) chownSync(passwordFile, account.uid, account.gid ?? account.uid);
  try {
    await initdb(binaries, account, ["-D", unfinished, "--pwfile", passwordFile]);
    renameSync(unfinished, directory.data);
    return true;
  } catch (error) {
    if (existsSync(join(directory.data, "PG_VERSION"))) return false;
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function initdb(binaries: Binaries, account: Account, args: string[]): Promise<void> {
  const settings = ["-U", SUPERUSER, "--auth=scram-sha-256", "--encoding=UTF8", "--no-sync", "--no-instructions"];
  // The built-in locale sorts alike on every machine, whatever its C library.
  const locale = ["--locale-provider=builtin", "--locale=C.UTF-8", "--lc-messages=C"];
  const options = { ...account, env: serverEnvironment(), cwd: "/" };
  try {
    await promisify(execFile)(binaries.initdb, [...args, ...settings, ...locale], options);
  } catch (error) {
    const stderr = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
    throw new EmbeddedPostgresError(`initdb failed: ${firstError(stderr) ?? String(error)}`);
  }
}

/** The line of PostgreSQL's output that says what is wrong, without the time and process before it. */
export function firstError(output: string): string | undefined {
  const wrong = /(?:fatal|error|panic): .*/i.exec(output)?.[0];
  return (wrong ?? output.trim().split("\n").at(-1))?.replace(/ +/g, " ");
}
