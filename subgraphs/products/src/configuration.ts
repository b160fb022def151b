import { databaseUrl, flag, integer, mode, origins, port, readConfiguration, url } from "@threefold/configuration";
import { signingKeyVariable, trustedIssuersVariable } from "@threefold/identity";
import { z } from "zod";

const schema = z.object({
  /** `development` allows what only developers need; production is the default. */
  MODE: mode,
  HOST: z.string().default("127.0.0.1"),
  PORT: port.default(4001),
  METRICS_PORT: port.default(4011),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  PRODUCTS_DATABASE_URL: databaseUrl,
  /** Connections to the database at most. */
  DATABASE_POOL_SIZE: integer(1, 100).default(10),
  /** Off reads every row by itself: what a graph costs without DataLoader. */
  LOADERS: flag.default(true),
  /** On counts the SQL of requests, for who reads the measurements. */
  SQL_COUNTS: flag.default(false),
  /** Whose word is taken for who is asking. */
  TRUSTED_ISSUER_KEYS: trustedIssuersVariable.default([]),
  /** Origins of the routers that events may be sent to by callbacks. */
  CALLBACK_ORIGINS: origins.default([]),
  /** What this service signs with when it calls another in its own name. */
  SERVICE_SIGNING_KEY: signingKeyVariable,
  /** The users service's GraphQL, where people are looked up. */
  USERS_URL: url("http:", "https:").default("http://127.0.0.1:4002/graphql"),
});

export type Configuration = z.output<typeof schema>;

/** @throws ConfigurationError with a line for each wrong value */
export const configurationOf = (environment: NodeJS.ProcessEnv): Configuration =>
  readConfiguration(schema, environment);
