import { placeOf } from "@threefold/database";
import { type DatabaseName, databaseNames } from "@threefold/prisma";
import { openDatabases } from "@threefold/prisma/databases";
import { databaseVariables, type SystemConfiguration } from "./configuration.ts";

type Urls = Readonly<Record<DatabaseName, string>>;

export interface OpenedDatabases {
  /** As the services see them. */
  readonly serviceUrls: Urls;
  /** As the roles that migrate and seed. */
  readonly ownerUrls: Urls;
  /** Where they are, for people: host and port. */
  readonly place: string;
  /** The same with the names of the databases: no passwords. */
  readonly description: string;
  /** Stops the embedded server, also one that a killed run had left. */
  close(): Promise<void>;
}

/**
 * The three databases, there and migrated: on the server that is configured, or else on an embedded one.
 * @throws DatabaseError, EmbeddedPostgresError in one line each
 */
export async function openSystemDatabases(
  configuration: Omit<SystemConfiguration, "INSPECT" | "CORS_ORIGINS">,
): Promise<OpenedDatabases> {
  const { urls, embedded } = await openDatabases({
    dataDirectory: configuration.DATA_DIRECTORY,
    env: databaseVariables(configuration),
  });
  const as = (role: "owner" | "service"): Urls => ({
    products: urls.products[role],
    users: urls.users[role],
    orders: urls.orders[role],
  });
  const places = new Set(databaseNames.map((name) => placeOf(urls[name].service)));
  const place = [...places].join(", ");
  const names = databaseNames.map((name) => new URL(urls[name].service).pathname.slice(1));
  return {
    ownerUrls: as("owner"),
    serviceUrls: as("service"),
    place,
    description: `${embedded ? "embedded PostgreSQL" : "PostgreSQL"} at ${place}: databases ${names.join(", ")}`,
    close: async () => embedded?.stop(),
  };
}
