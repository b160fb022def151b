import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "pg";
import { withConnection } from "../connection.ts";
import { identifier, ownerOf, serviceOf } from "../names.ts";
import { type ProvisionedDatabase, provision } from "../provision.ts";
import { testDatabases } from "./context.ts";

/** An empty database with its two roles, removed with them at the end of the scope. */
export async function scratchDatabase(): Promise<ProvisionedDatabase & AsyncDisposable> {
  const { adminUrl, prefix } = testDatabases();
  const name = `${prefix}scratch_${randomBytes(5).toString("hex")}`;
  const [database] = await provision({
    adminUrl,
    databases: [{ name, credentials: { owner: "owner", service: "service" } }],
  });
  if (!database) throw new Error("nothing was provisioned");
  const drop = async (admin: Client) => {
    await admin.query(`DROP DATABASE ${identifier(name)} WITH (FORCE)`);
    await admin.query(`DROP ROLE ${identifier(ownerOf(name))}, ${identifier(serviceOf(name))}`);
  };
  return { ...database, [Symbol.asyncDispose]: () => withConnection(adminUrl, drop) };
}

/** A folder of migrations as Prisma keeps them, removed at the end of the scope. */
export function scratchMigrations(migrations: Record<string, string>): Disposable & {
  directory: string;
  write(name: string, sql: string): void;
} {
  const directory = mkdtempSync(join(tmpdir(), "migrations-"));
  const write = (name: string, sql: string) => {
    mkdirSync(join(directory, name), { recursive: true });
    writeFileSync(join(directory, name, "migration.sql"), sql);
  };
  for (const [name, sql] of Object.entries(migrations)) write(name, sql);
  return { directory, write, [Symbol.dispose]: () => rmSync(directory, { recursive: true }) };
}

/** The first column of every row. */
export async function column(url: string, sql: string): Promise<unknown[]> {
  return withConnection(url, async (client) => {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
    return rows.map(([value]) => value);
  });
}
