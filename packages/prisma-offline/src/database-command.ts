import pg from "pg";
import type { DatabaseOperation } from "./arguments.ts";

/** Does one thing with a database, and tells a failure on standard error as Prisma's CLI expects it. Gives the exit code. */
export async function runDatabaseCommand(operation: DatabaseOperation, url: string): Promise<number> {
  try {
    const name = pg.escapeIdentifier(decodeURIComponent(new URL(url).pathname.slice(1)));
    if (operation === "can-connect-to-database") await execute(url, "SELECT 1");
    if (operation === "create-database") await execute(maintenance(url), `CREATE DATABASE ${name}`);
    if (operation === "drop-database") await execute(maintenance(url), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    return 0;
  } catch (error) {
    const fields = { error_code: codeOf(error), message: messageOf(error, url) };
    // The CLI skips the first line.
    process.stderr.write(`\n${JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields })}\n`);
    return 1;
  }
}

/** A database is not made or removed from within. */
function maintenance(url: string): string {
  const other = new URL(url);
  other.pathname = "/postgres";
  return other.href;
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Prisma's codes for what PostgreSQL says (https://www.prisma.io/docs/orm/reference/error-reference#common). */
const CODES: Readonly<Record<string, string>> = {
  "28P01": "P1000",
  "28000": "P1000",
  "3D000": "P1003",
  "42P04": "P1009",
  "42501": "P1010",
};

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return CODES[code] ?? "P1001";
}

function messageOf(error: unknown, url: string): string {
  const { host } = new URL(url);
  const reason = error instanceof AggregateError ? error.errors[0] : error;
  return `Can't use the database server at ${host}: ${reason instanceof Error ? reason.message : String(reason)}`;
}
