import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseError, oneLine } from "./error.ts";

/** The passwords of a database's two roles. */
export interface DatabaseCredentials {
  readonly owner: string;
  readonly service: string;
}

export type Credentials<Name extends string = string> = Readonly<Record<Name, DatabaseCredentials>>;

/**
 * The passwords of databases' roles as a file keeps them (mode 0600). What the file lacks is made up and written to it:
 * of processes that do so at once, all get the same.
 * @throws DatabaseError when the file holds something else
 */
export function readOrCreateCredentials<Name extends string>(
  file: string,
  databases: readonly Name[],
): Credentials<Name> {
  const kept = readCredentials(file);
  if (kept && databases.every((name) => name in kept)) return pick(kept, databases);
  const made = Object.fromEntries(databases.map((name) => [name, { owner: password(), service: password() }]));
  publish(file, JSON.stringify({ ...made, ...kept }, undefined, 2), kept !== undefined);
  return pick(readCredentials(file) ?? {}, databases);
}

/** The passwords that a file keeps, or undefined when there is no file. */
export function readCredentials(file: string): Credentials | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DatabaseError(`${file} should hold the passwords of databases, as JSON: ${oneLine(error)}`);
  }
}

const password = () => randomBytes(24).toString("base64url");

/** Puts a whole file in its place at once; unless it is to be replaced, the first to come stays. */
function publish(file: string, text: string, replace: boolean): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${text}\n`, { mode: 0o600 });
  try {
    if (replace) rmSync(file);
    linkSync(unfinished, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function pick<Name extends string>(credentials: Credentials, names: readonly Name[]): Credentials<Name> {
  const entries = names.flatMap((name) => (credentials[name] ? [[name, credentials[name]] as const] : []));
  return Object.fromEntries(entries) as Record<Name, DatabaseCredentials>;
}
