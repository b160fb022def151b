import { fileURLToPath } from "node:url";
import { provideTestDatabases } from "@threefold/database/testing/setup";
import { seed } from "./seed.ts";

const migrations = (name: string) => fileURLToPath(new URL(`./${name}/migrations`, import.meta.url));

/** Vitest's global setup: the three databases, migrated and, for tests that ask, seeded. */
export default provideTestDatabases({
  migrations: { products: migrations("products"), users: migrations("users"), orders: migrations("orders") },
  seed: (urls) => seed({ urls, size: "S" }),
});
