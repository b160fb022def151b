import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@threefold/embedded-postgres";
import { withConnection } from "../connection.ts";
import { identifier } from "../names.ts";

export interface TestServer {
  readonly adminUrl: string;
  /** Removes every database and role whose name begins with the prefix, and the server when it was started here. */
  close(prefix: string): Promise<void>;
}

/** The server that `TEST_DATABASE_URL` names, or one of this run's own in a temporary directory. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given) return { adminUrl: given, close: (prefix) => removeEverything(given, prefix) };
  const directory = mkdtempSync(join(tmpdir(), "threefold-test-"));
  const server = await startEmbeddedPostgres({ directory, durable: false, endsWithProcess: true });
  // Files may come while the server ends that nobody has waited for.
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  // A run that a signal ends comes to no teardown.
  process.once("exit", remove);
  return {
    adminUrl: server.adminUrl,
    close: async () => {
      await server.stop();
      process.off("exit", remove);
      remove();
    },
  };
}

async function removeEverything(adminUrl: string, prefix: string): Promise<void> {
  await withConnection(adminUrl, async (admin) => {
    const named = async (table: string, column: string) => {
      const sql = `SELECT ${column} AS name FROM ${table} WHERE starts_with(${column}, $1)`;
      return (await admin.query<{ name: string }>(sql, [prefix])).rows.map(({ name }) => identifier(name));
    };
    for (const name of await named("pg_database", "datname")) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    for (const name of await named("pg_roles", "rolname")) await admin.query(`DROP ROLE ${name}`);
  });
}
