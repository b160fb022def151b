import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    // Vite would take graphql's "module" entry and Node takes its "main": the libraries that tests call would hold
    // another copy of graphql than the tests, and `instanceof GraphQLError` would be false between them.
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve("graphql")) }],
  },
});
