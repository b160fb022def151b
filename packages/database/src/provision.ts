import pg, { type Client } from "pg";
import { withConnection } from "./connection.ts";
import type { DatabaseCredentials } from "./credentials.ts";
import { DatabaseError, oneLine } from "./error.ts";
import { identifier, literal, ownerOf, placeOf, serviceOf, urlFor } from "./names.ts";

export interface DatabaseToProvision {
  /** The database's name, from which its roles have theirs. */
  readonly name: string;
  readonly credentials: DatabaseCredentials;
}

export interface ProvisionedDatabase {
  readonly name: string;
  /** For migrations and seeds: owns everything in the database. */
  readonly ownerUrl: string;
  /** For the service: reads and writes rows. */
  readonly serviceUrl: string;
  /** Whether it was not there before. */
  readonly created: boolean;
}

/** Any number that all processes that provision agree on. */
const LOCK = 72_707_370;

/**
 * Makes databases on a server with two roles each: `<name>_owner`, which migrates it, and `<name>_service`, which reads and
 * writes rows of the owner's tables but changes no table and does not see Prisma's migration history. No role can connect
 * to a database of which it is neither. What is there already is brought to this state; the passwords are set anew.
 * @param adminUrl a role that may create roles and databases, for example the superuser
 * @throws DatabaseError when the server cannot be reached, or does not let this role make databases
 */
export async function provision(options: {
  adminUrl: string;
  databases: readonly DatabaseToProvision[];
}): Promise<ProvisionedDatabase[]> {
  try {
    return await make(options.adminUrl, options.databases);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    throw new DatabaseError(`databases cannot be made at ${placeOf(options.adminUrl)}: ${oneLine(error)}`);
  }
}

async function make(adminUrl: string, databases: readonly DatabaseToProvision[]): Promise<ProvisionedDatabase[]> {
  const created = await withConnection(adminUrl, async (admin) => {
    await admin.query("SELECT pg_advisory_lock($1)", [LOCK]);
    const missing = new Set<string>();
    for (const database of databases) {
      await createRoles(admin, database);
      if (await createDatabase(admin, database.name)) missing.add(database.name);
    }
    return missing;
  });
  await Promise.all(databases.map(({ name }) => withConnection(urlFor(adminUrl, name), (admin) => grant(admin, name))));
  return databases.map(({ name, credentials }) => ({
    name,
    ownerUrl: urlFor(adminUrl, name, ownerOf(name), credentials.owner),
    serviceUrl: urlFor(adminUrl, name, serviceOf(name), credentials.service),
    created: created.has(name),
  }));
}

async function createRoles(admin: Client, { name, credentials }: DatabaseToProvision): Promise<void> {
  await createRole(admin, ownerOf(name), credentials.owner);
  await createRole(admin, serviceOf(name), credentials.service);
  // An administrator who is no superuser may hand a database only to a role that it is a member of.
  const { rows } = await admin.query<{ rolsuper: boolean }>(
    "SELECT rolsuper FROM pg_roles WHERE rolname = current_user",
  );
  if (!rows[0]?.rolsuper) await admin.query(`GRANT ${identifier(ownerOf(name))} TO CURRENT_USER`);
}

async function createRole(admin: Client, role: string, password: string): Promise<void> {
  const { rowCount } = await admin.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
  const verb = rowCount === 0 ? "CREATE" : "ALTER";
  await admin.query(`${verb} ROLE ${identifier(role)} LOGIN PASSWORD ${literal(password)}`);
}

async function createDatabase(admin: Client, name: string): Promise<boolean> {
  const { rowCount } = await admin.query("SELECT FROM pg_database WHERE datname = $1", [name]);
  if (rowCount === 0) await admin.query(`CREATE DATABASE ${identifier(name)} OWNER ${identifier(ownerOf(name))}`);
  await admin.query(confine(name, name));
  return rowCount === 0;
}

/** Lets only the roles of a database connect to one (itself, or a copy of it: a copy does not inherit these grants). */
export function confine(database: string, rolesOf: string): string {
  return `
    REVOKE ALL ON DATABASE ${identifier(database)} FROM PUBLIC;
    GRANT CONNECT ON DATABASE ${identifier(database)} TO ${identifier(serviceOf(rolesOf))};
  `;
}

/** What the service may do with the owner's tables, those that are there and those to come. */
async function grant(admin: Client, name: string): Promise<void> {
  const owner = identifier(ownerOf(name));
  const service = identifier(serviceOf(name));
  // For every schema: `prisma migrate reset` removes public and makes it anew.
  const toCome = `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner}`;
  await admin.query(`
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public TO ${service};
    ${toCome} GRANT USAGE ON SCHEMAS TO ${service};
    ${toCome} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${service};
    ${toCome} GRANT USAGE, SELECT ON SEQUENCES TO ${service};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${service};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${service};
  `);
  const { rowCount } = await admin.query("SELECT FROM pg_tables WHERE tablename = '_prisma_migrations'");
  if (rowCount) await admin.query(`REVOKE ALL ON public._prisma_migrations FROM ${service}`);
}
