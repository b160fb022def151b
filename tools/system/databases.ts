import { join } from "node:path";
import { ConfigurationError } from "@threefold/configuration";
import { migrate, provision, readOrCreateCredentials } from "@threefold/database";
import { startEmbeddedPostgres } from "@threefold/embedded-postgres";
import { subgraphs } from "../../topology.ts";
import type { SystemConfiguration } from "./configuration.ts";
import { root } from "./paths.ts";

type Name = (typeof subgraphs)[number];

/** The way into each subgraph's database, as the service that owns it. */
export type ServiceUrls = Readonly<Record<Name, string>>;

export interface Databases {
  readonly serviceUrls: ServiceUrls;
  /** As the roles that migrate and seed. */
  readonly ownerUrls: ServiceUrls;
  /** Where they are, for people: no passwords. */
  readonly description: string;
  close(): Promise<void>;
}

/**
 * The three databases, migrated: on the server that is configured, or else on an embedded one that is started for them.
 * @throws DatabaseError, EmbeddedPostgresError, ConfigurationError in one line each
 */
export async function openDatabases(configuration: SystemConfiguration): Promise<Databases> {
  const databases = given(configuration) ?? (await created(configuration));
  try {
    await Promise.all(
      subgraphs.map((name) =>
        migrate({ url: databases.ownerUrls[name], directory: join(root, "prisma", name, "migrations") }),
      ),
    );
    return databases;
  } catch (error) {
    await databases.close();
    throw error;
  }
}

/** Databases that are named one by one, to be used as they are. */
function given(configuration: SystemConfiguration): Databases | undefined {
  const urls = {
    products: configuration.PRODUCTS_DATABASE_URL,
    users: configuration.USERS_DATABASE_URL,
    orders: configuration.ORDERS_DATABASE_URL,
  };
  const { products, users, orders } = urls;
  if (products && users && orders) {
    const all = { products, users, orders };
    const description = Object.values(all).map(describe).join(", ");
    return { serviceUrls: all, ownerUrls: all, description, close: async () => {} };
  }
  const missing = subgraphs.filter((name) => urls[name] === undefined);
  if (missing.length === subgraphs.length) return undefined;
  throw new ConfigurationError(
    missing.map((name) => `${name.toUpperCase()}_DATABASE_URL is not set: name all three databases or none`),
  );
}

async function created(configuration: SystemConfiguration): Promise<Databases> {
  const { DATABASE_URL, DATA_DIRECTORY } = configuration;
  const server =
    DATABASE_URL === undefined
      ? await startEmbeddedPostgres({ directory: join(DATA_DIRECTORY, "postgres") })
      : undefined;
  const adminUrl = server?.adminUrl ?? DATABASE_URL ?? "";
  const close = async () => server?.stop();
  try {
    const credentials = readOrCreateCredentials(join(DATA_DIRECTORY, "credentials.json"), subgraphs);
    const made = await provision({
      adminUrl,
      databases: subgraphs.map((name) => ({ name, credentials: credentials[name] })),
    });
    const by = (role: "serviceUrl" | "ownerUrl") =>
      Object.fromEntries(made.map((database) => [database.name, database[role]])) as Record<Name, string>;
    const host = new URL(adminUrl).host;
    const description = `${server ? "embedded PostgreSQL" : "PostgreSQL"} at ${host}: ${subgraphs.join(", ")}`;
    return { serviceUrls: by("serviceUrl"), ownerUrls: by("ownerUrl"), description, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function describe(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
