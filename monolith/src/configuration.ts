import { databaseUrl, flag, integer, mode, port, readConfiguration } from "@threefold/configuration";
import { PEOPLE_AUDIENCE, PEOPLE_ISSUER, signingKeysVariable } from "@threefold/identity";
import { z } from "zod";

const schema = z.object({
  /** `development` allows what only developers need; production is the default. */
  MODE: mode,
  HOST: z.string().default("127.0.0.1"),
  PORT: port.default(4006),
  METRICS_PORT: port.default(4016),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  PRODUCTS_DATABASE_URL: databaseUrl,
  USERS_DATABASE_URL: databaseUrl,
  ORDERS_DATABASE_URL: databaseUrl,
  /** Connections to each database at most. */
  DATABASE_POOL_SIZE: integer(1, 100).default(10),
  /** Off reads every row by itself: what a graph costs without DataLoader. */
  LOADERS: flag.default(true),
  /** On counts the SQL of requests, for who reads the measurements. */
  SQL_COUNTS: flag.default(false),
  /** What people's tokens are signed with. The first signs; all are believed. */
  PEOPLE_SIGNING_KEYS: signingKeysVariable,
  /** What people's tokens say of who made them, and for whom. */
  PEOPLE_ISSUER: z.string().default(PEOPLE_ISSUER),
  PEOPLE_AUDIENCE: z.string().default(PEOPLE_AUDIENCE),
});

export type Configuration = z.output<typeof schema>;

/** @throws ConfigurationError with a line for each wrong value */
export const configurationOf = (environment: NodeJS.ProcessEnv): Configuration =>
  readConfiguration(schema, environment);
