import { fileURLToPath } from "node:url";
import { provideTestDatabases } from "@threefold/database/testing/setup";

const migrations = (name: string) => fileURLToPath(new URL(`./${name}/migrations`, import.meta.url));

/** Vitest's global setup: the three databases, migrated and, for tests that ask, seeded. */
export default provideTestDatabases({
  migrations: { products: migrations("products"), users: migrations("users"), orders: migrations("orders") },
  seed: async () => {
    throw new Error("there is no seed yet");
  },
});
