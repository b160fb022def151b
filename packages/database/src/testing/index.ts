export { type ClonedDatabase, cloneDatabase } from "./clone.ts";
export { type TestDatabases, testDatabases } from "./context.ts";
export { eventually } from "./eventually.ts";
export { type Network, startNetwork } from "./network.ts";
export { column, scratchDatabase, scratchMigrations } from "./scratch.ts";
