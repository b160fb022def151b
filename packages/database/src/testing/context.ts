import { inject } from "vitest";
import type { DatabaseCredentials } from "../credentials.ts";

/** What the global setup tells the tests. */
export interface TestDatabases {
  /** The superuser's way into the run's server. */
  readonly adminUrl: string;
  /** Begins the name of every database and role of this run: others may use the same server. */
  readonly prefix: string;
  readonly credentials: Readonly<Record<string, DatabaseCredentials>>;
}

declare module "vitest" {
  export interface ProvidedContext {
    databases: TestDatabases;
  }
}

/** The run's server, for tests that make databases of their own; names must begin with the prefix. */
export function testDatabases(): TestDatabases {
  const databases = inject("databases");
  if (databases) return databases;
  throw new Error("no test databases: vitest.config.ts must have the global setup of @threefold/database/testing");
}

/** The template of a database, and the one with the seed in it. */
export const templateOf = (prefix: string, name: string, seeded: boolean) =>
  `${prefix}${name}${seeded ? "_seeded" : ""}`;

/** Held by the global setup until the seeded templates are there. */
export const SEEDING_LOCK = 72_707_371;
/** Where tests say that they want the seeded templates. */
export const SEEDING_CHANNEL = "seeding";
