import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DatabaseError, migrate, provision, readOrCreateCredentials } from "@threefold/database";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@threefold/embedded-postgres";
import { type DatabaseName, databaseNames } from "./seed.ts";

export interface DatabaseUrls {
  /** For migrations and seeds. */
  readonly owner: string;
  /** For the service. */
  readonly service: string;
}

export interface Databases extends AsyncDisposable {
  readonly urls: Readonly<Record<DatabaseName, DatabaseUrls>>;
  /** The checkout's own server, when the databases are on it. */
  readonly embedded: EmbeddedPostgres | undefined;
  /** The migrations that were applied now. */
  readonly migrated: Readonly<Record<DatabaseName, readonly string[]>>;
}

export interface DatabasesOptions {
  /** Where the checkout keeps its data and passwords: `.data`. */
  dataDirectory: string;
  /** Read for `DATABASE_URL` and `<NAME>_DATABASE_URL`. */
  env: Readonly<Record<string, string | undefined>>;
  log?: (line: string) => void;
}

const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * Makes the three databases ready: there, with their roles, and migrated. They are where `PRODUCTS_DATABASE_URL` and the like
 * say (all three or none), or on the server `DATABASE_URL`, or on the checkout's embedded server, which is then started.
 * Disposing stops the embedded server when it was started here.
 * @throws DatabaseError or EmbeddedPostgresError, in one line
 */
export async function openDatabases(options: DatabasesOptions): Promise<Databases> {
  const given = givenUrls(options.env);
  if (given) return { urls: given, embedded: undefined, migrated: await migrateAll(given), ...nothingToStop };
  const { DATABASE_URL: server } = options.env;
  const embedded = server ? undefined : await startEmbedded(options);
  try {
    const urls = await provisionAll(
      server ?? embedded?.adminUrl ?? "",
      join(options.dataDirectory, "credentials.json"),
    );
    const migrated = await migrateAll(urls);
    return { urls, embedded, migrated, [Symbol.asyncDispose]: async () => embedded?.[Symbol.asyncDispose]() };
  } catch (error) {
    await embedded?.[Symbol.asyncDispose]();
    throw error;
  }
}

const nothingToStop = { [Symbol.asyncDispose]: async () => {} };

const startEmbedded = ({ dataDirectory, log }: DatabasesOptions) =>
  startEmbeddedPostgres({ directory: join(dataDirectory, "postgres"), log });

/** A database that somebody gives us has its roles already: whoever may connect both migrates and serves. */
function givenUrls(env: DatabasesOptions["env"]): Record<DatabaseName, DatabaseUrls> | undefined {
  const variable = (name: DatabaseName) => `${name.toUpperCase()}_DATABASE_URL`;
  const missing = databaseNames.filter((name) => !env[variable(name)]);
  if (missing.length === databaseNames.length) return undefined;
  if (missing.length > 0) {
    throw new DatabaseError(`${missing.map(variable).join(" and ")} must be set too, or none of these variables`);
  }
  return byName((name) => ({ owner: env[variable(name)] ?? "", service: env[variable(name)] ?? "" }));
}

async function provisionAll(adminUrl: string, file: string): Promise<Record<DatabaseName, DatabaseUrls>> {
  const credentials = readOrCreateCredentials(file, databaseNames);
  const databases = await provision({
    adminUrl,
    databases: databaseNames.map((name) => ({ name, credentials: credentials[name] })),
  });
  const found = new Map(databases.map(({ name, ownerUrl, serviceUrl }) => [name, { ownerUrl, serviceUrl }]));
  return byName((name) => ({ owner: found.get(name)?.ownerUrl ?? "", service: found.get(name)?.serviceUrl ?? "" }));
}

async function migrateAll(urls: Record<DatabaseName, DatabaseUrls>): Promise<Record<DatabaseName, string[]>> {
  const [products, users, orders] = await Promise.all(
    databaseNames.map((name) => migrate({ url: urls[name].owner, directory: join(here, name, "migrations") })),
  );
  return { products: products ?? [], users: users ?? [], orders: orders ?? [] };
}

function byName<Value>(value: (name: DatabaseName) => Value): Record<DatabaseName, Value> {
  return { products: value("products"), users: value("users"), orders: value("orders") };
}
