import { resolve } from "node:path";
import { databaseUrl, flag, integer, origins, readConfiguration } from "@threefold/configuration";
import { z } from "zod";
import { PORT_BASE } from "../../topology.ts";

const database = databaseUrl.optional();

const schema = z.object({
  /** The gateway's port; the others are counted from it. */
  PORT_BASE: integer(1024, 65_000).default(PORT_BASE),
  /** Whether gateway and REST edge open a port for TLS as well. */
  TLS: flag.default(false),
  /** Whether a debugger may attach to each process, at the ports of topology.ts. */
  INSPECT: flag.default(false),
  /** Origins of other pages that may ask gateway and REST edge from a browser. */
  CORS_ORIGINS: origins.default([]),
  /** Where a checkout keeps its databases, keys and logs. */
  DATA_DIRECTORY: z
    .string()
    .default(".data")
    .transform((path) => resolve(path)),
  /** A PostgreSQL server to use instead of the embedded one: databases are created on it. */
  DATABASE_URL: database,
  /** A database to use as it is, instead of one that is created. */
  PRODUCTS_DATABASE_URL: database,
  USERS_DATABASE_URL: database,
  ORDERS_DATABASE_URL: database,
});

export type SystemConfiguration = z.output<typeof schema>;

/** @throws ConfigurationError with a line for each wrong value */
export const systemConfiguration = (environment: NodeJS.ProcessEnv): SystemConfiguration =>
  readConfiguration(schema, environment);

type DatabaseConfiguration = Pick<
  SystemConfiguration,
  "DATABASE_URL" | "PRODUCTS_DATABASE_URL" | "USERS_DATABASE_URL" | "ORDERS_DATABASE_URL"
>;

/** Of a configuration, what says which databases are used. */
export const databaseVariables = ({
  DATABASE_URL,
  PRODUCTS_DATABASE_URL,
  USERS_DATABASE_URL,
  ORDERS_DATABASE_URL,
}: DatabaseConfiguration): DatabaseConfiguration => ({
  DATABASE_URL,
  PRODUCTS_DATABASE_URL,
  USERS_DATABASE_URL,
  ORDERS_DATABASE_URL,
});
