import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeEmbeddedPostgres } from "./remove.ts";

/** A directory for one test's server, removed with the server at the end of the scope. */
export function temporaryDirectory(): AsyncDisposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), "embedded-postgres-test-"));
  return { path, [Symbol.asyncDispose]: () => removeEmbeddedPostgres(path) };
}
