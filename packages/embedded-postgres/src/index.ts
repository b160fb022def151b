export { EmbeddedPostgresError } from "./error.ts";
export { findEmbeddedPostgres } from "./find.ts";
export { removeEmbeddedPostgres } from "./remove.ts";
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from "./start.ts";
