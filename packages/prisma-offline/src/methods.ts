import type { SchemaEngine } from "@prisma/schema-engine-wasm";

/** What Prisma's CLI asks of its schema engine, and the method of the WebAssembly build that answers. */
const METHODS = {
  applyMigrations: "applyMigrations",
  createMigration: "createMigration",
  dbExecute: "dbExecute",
  devDiagnostic: "devDiagnostic",
  diagnoseMigrationHistory: "diagnoseMigrationHistory",
  diff: "diff",
  ensureConnectionValidity: "ensureConnectionValidity",
  evaluateDataLoss: "evaluateDataLoss",
  getDatabaseVersion: "version",
  introspect: "introspect",
  introspectSql: "introspectSql",
  markMigrationApplied: "markMigrationApplied",
  markMigrationRolledBack: "markMigrationRolledBack",
  reset: "reset",
  schemaPush: "schemaPush",
} as const satisfies Record<string, keyof SchemaEngine>;

/**
 * Calls a method of the engine by its name on the wire. What goes in and comes out is the same JSON as with the native
 * engine, and is checked by the engine.
 */
export async function callEngine(engine: SchemaEngine, method: string, params: unknown): Promise<unknown> {
  if (!isMethod(method)) throw new Error(`the schema engine has no method ${method}`);
  // The WebAssembly build makes a shadow database here for `devDiagnostic` alone, and remembers what it found; but that makes none
  // where migrations are still to be applied. Asked after that, it does.
  if (method === "evaluateDataLoss") await Reflect.apply(engine.devDiagnostic, engine, [params ?? {}]);
  return Reflect.apply(engine[METHODS[method]], engine, [params ?? {}]);
}

const isMethod = (name: string): name is keyof typeof METHODS => Object.hasOwn(METHODS, name);
