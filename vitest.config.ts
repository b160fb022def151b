import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/generated/**", "**/dist/**", "**/.data/**"],
    globalSetup: "prisma/test-setup.ts",
    // Processes, as in production: native parts, signals and exits behave there as they really do.
    pool: "forks",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    cache: false,
  },
});
