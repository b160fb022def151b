import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const IGNORED = ["**/node_modules/**", "**/generated/**", "**/dist/**", "**/.data/**"];
/** What needs the whole system: the scenarios, and what an app's own parts see of it. */
const OF_SYSTEM = ["e2e/**/*.test.ts", "**/*.system.test.ts"];

export default defineConfig({
  resolve: {
    // Vite would take graphql's "module" entry and Node takes its "main": the libraries that tests call would hold
    // another copy of graphql than the tests, and `instanceof GraphQLError` would be false between them.
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve("graphql")) }],
  },
  test: {
    // Processes, as in production: native parts, signals and exits behave there as they really do.
    pool: "forks",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    // Of a second unless said, which a busy machine takes for nothing.
    expect: { poll: { timeout: 10_000 } },
    cache: false,
    projects: [
      {
        extends: true,
        test: {
          name: "parts",
          // Most wait for others much of the time: two at once on two cores, where vitest would take one.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          include: ["**/*.test.ts"],
          exclude: [...IGNORED, ...OF_SYSTEM],
          globalSetup: "prisma/test-setup.ts",
        },
      },
      {
        extends: true,
        // One file at a time: they share one system, and some count what it does.
        test: {
          name: "system",
          maxWorkers: 1,
          include: OF_SYSTEM,
          exclude: IGNORED,
          globalSetup: "e2e/system/setup.ts",
        },
      },
    ],
  },
});
