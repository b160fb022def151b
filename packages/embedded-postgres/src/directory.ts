import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Account } from "./account.ts";
import { ELSEWHERE } from "./binaries.ts";
import { EmbeddedPostgresError } from "./error.ts";

/** The files of one embedded server. */
export interface Directory {
  /** What the owner named, by the one name that it has on its disk. */
  readonly path: string;
  /** A folder of the account that runs the server, in `path` or, where that cannot be entered by it, elsewhere. */
  readonly home: string;
  /** PostgreSQL's data directory. */
  readonly data: string;
  /** What the server last printed. */
  readonly log: string;
  /** The superuser's password. */
  readonly password: string;
}

/** Makes the folders of a server, or finds those that are there. */
export function openDirectory(directory: string, account: Account): Directory {
  mkdirSync(directory, { recursive: true });
  const path = realpathSync.native(directory);
  const fresh = !existsSync(join(path, "password"));
  const password = recorded(join(path, "password"), () => randomBytes(24).toString("base64url"));
  const home = homeOf(path, account);
  // Data whose password was removed with the checkout that it belonged to is of no use to anybody.
  if (fresh && home !== path) rmSync(home, { recursive: true, force: true });
  claim(home, account);
  return { path, home, data: join(home, "data"), log: join(home, "server.log"), password };
}

/** Reads a value from a file, or makes one up and writes it there: of processes that do so at once, all get the same. */
export function recorded(file: string, create: () => string): string {
  if (!existsSync(file)) {
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, `${create()}\n`, { mode: 0o600 });
    try {
      linkSync(unfinished, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(unfinished, { force: true });
    }
  }
  return readFileSync(file, "utf8").trim();
}

/** A checkout under a folder that only root may enter cannot hold what another account must read. */
function homeOf(path: string, account: Account): string {
  if (account.uid === undefined) return path;
  const entered = spawnSync("test", ["-x", dirname(path)], account).status === 0;
  return entered ? path : elsewhere(path);
}

/** Where the data of a directory are when they cannot be in it. */
export function elsewhere(path: string): string {
  return join(ELSEWHERE, `embedded-postgres-data-${createHash("sha256").update(path).digest("hex").slice(0, 16)}`);
}

/** Makes sure that the home is there, and that nobody else put it there. */
function claim(home: string, account: Account): void {
  mkdirSync(home, { recursive: true });
  const { uid } = statSync(home);
  if (account.uid === undefined) return;
  if (uid !== 0 && uid !== account.uid) {
    throw new EmbeddedPostgresError(`${home} belongs to another account (uid ${uid}): remove it or run as its owner`);
  }
  chownSync(home, account.uid, account.gid ?? account.uid);
}
