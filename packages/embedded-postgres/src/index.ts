export { EmbeddedPostgresError } from "./error.ts";
export { removeEmbeddedPostgres } from "./remove.ts";
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from "./start.ts";
