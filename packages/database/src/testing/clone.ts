import { randomBytes } from "node:crypto";
import type { Client } from "pg";
import { withConnection } from "../connection.ts";
import { identifier, ownerOf, serviceOf, urlFor } from "../names.ts";
import { confine } from "../provision.ts";
import { SEEDING_CHANNEL, SEEDING_LOCK, templateOf, testDatabases } from "./context.ts";

export interface ClonedDatabase extends AsyncDisposable {
  /** As the service sees it. */
  readonly url: string;
  /** As the owner sees it, for what only migrations may do. */
  readonly ownerUrl: string;
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>;
}

/**
 * A database of a test's own: migrated, and with the seed of size S when asked for. Takes some 20 ms; the first that asks
 * for the seed waits until it is there.
 */
export async function cloneDatabase(name: string, options: { seeded?: boolean } = {}): Promise<ClonedDatabase> {
  const { adminUrl, prefix, credentials } = testDatabases();
  const passwords = credentials[name];
  if (!passwords) throw new Error(`there is no database ${name} to clone, only ${Object.keys(credentials).join(", ")}`);
  const template = templateOf(prefix, name, options.seeded ?? false);
  const roles = prefix + name;
  const clone = `${roles}_${randomBytes(5).toString("hex")}`;
  await withConnection(adminUrl, async (admin) => {
    if (options.seeded) await seeded(admin);
    await copy(admin, template, clone, ownerOf(roles));
    await admin.query(confine(clone, roles));
  });
  const drop = () =>
    withConnection(adminUrl, async (admin) => {
      await admin.query(`DROP DATABASE IF EXISTS ${identifier(clone)} WITH (FORCE)`);
    });
  return {
    url: urlFor(adminUrl, clone, serviceOf(roles), passwords.service),
    ownerUrl: urlFor(adminUrl, clone, ownerOf(roles), passwords.owner),
    drop,
    [Symbol.asyncDispose]: drop,
  };
}

/** Asks the global setup for the seed, and waits until it lets go of the lock. */
async function seeded(admin: Client): Promise<void> {
  await admin.query(`NOTIFY ${SEEDING_CHANNEL}`);
  await admin.query("SELECT pg_advisory_lock_shared($1)", [SEEDING_LOCK]);
}

const ATTEMPTS = 5;
/** SQLSTATE of `object_in_use`, which PostgreSQL answers after waiting five seconds for others to leave the template. */
const IN_USE = "55006";

/** Copies files, which for a database of this size is faster than copying by way of the log. */
export async function copy(admin: Client, template: string, name: string, owner: string): Promise<void> {
  const [to, from, by] = [name, template, owner].map(identifier);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await admin.query(`CREATE DATABASE ${to} TEMPLATE ${from} OWNER ${by} STRATEGY file_copy`);
      return;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code !== IN_USE || attempt === ATTEMPTS) throw error;
    }
  }
}
