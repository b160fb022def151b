import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseError, oneLine } from "./error.ts";

/** One folder of `migrations/`. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hexadecimal, as Prisma records it. */
  readonly checksum: string;
}

/** The migrations of a folder, in the order of their names. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    return await Promise.all(names.sort().map((name) => readMigration(directory, name)));
  } catch (error) {
    throw new DatabaseError(`the migrations in ${directory} cannot be read: ${oneLine(error)}`);
  }
}

async function readMigration(directory: string, name: string): Promise<Migration> {
  const sql = await readFile(join(directory, name, "migration.sql"), "utf8");
  return { name, sql, checksum: sha256(sql) };
}

/** Whether a recorded checksum is this migration's, whatever line ends it was checked out with (as Prisma sees it). */
export function matches(migration: Migration, checksum: string): boolean {
  const unix = migration.sql.replaceAll("\r\n", "\n");
  return [migration.checksum, sha256(unix), sha256(unix.replaceAll("\n", "\r\n"))].includes(checksum);
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
