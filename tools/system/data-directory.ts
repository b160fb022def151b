import { existsSync, lstatSync, readdirSync } from "node:fs";
import { rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { removeEmbeddedPostgres } from "@threefold/embedded-postgres";
import { takeLock } from "./lock.ts";

/** What a start puts into its data directory. The last goes last: by it, one is known that was left by a reset that was cut off. */
const OURS = ["postgres", "keys", "logs", "gateway.json", "tls", "pages", "credentials.json"];

/** One of these is there after a start, and nobody else calls anything so. */
const MARKS = ["postgres/password", "pages/system.json", "credentials.json"];

/**
 * Removes what a start put into a data directory, and nothing else: what else is there stays, and so does what symbolic links lead
 * to. The directory goes too when it is empty then, unless it is a link, which its owner made.
 * @param checkout the directory that is the checkout's own: there, whatever others may have, what is called as ours is ours
 * @returns the names of what is still there
 * @throws Error in one line, when the system runs there, or it does not look like a data directory
 */
export async function emptyDataDirectory(directory: string, checkout: string): Promise<string[]> {
  if (directory !== checkout || isLink(directory)) assertOurs(directory);
  const lock = await takeLock(directory);
  if (lock === undefined) throw new Error(`the system runs in ${directory}: stop it first`);
  const postgres = join(directory, "postgres");
  await removeEmbeddedPostgres(postgres);
  for (const path of OURS.map((name) => join(directory, name)))
    if (path !== postgres) await rm(path, { recursive: true, force: true });
  const left = readdirSync(directory);
  if (left.length === 0 && !isLink(directory)) await rmdir(directory);
  await lock.release();
  return left;
}

/** A folder that was named by mistake, as a home or a checkout, would lose what is in it. */
function assertOurs(directory: string): void {
  const names = existsSync(directory) ? readdirSync(directory) : [];
  const other = names.find((name) => !OURS.includes(name));
  if (other !== undefined)
    throw new Error(`${directory} has ${other}, which no start puts there: is DATA_DIRECTORY right?`);
  if (names.length > 0 && !MARKS.some((mark) => existsSync(join(directory, mark))))
    throw new Error(`${directory} has ${names.join(", ")}, but not from a start: is DATA_DIRECTORY right?`);
}

const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
