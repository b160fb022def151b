import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { withConnection } from "./connection.ts";
import { DatabaseError, oneLine } from "./error.ts";
import { type Migration, matches, readMigrations } from "./migrations.ts";

/** The lock that Prisma's own CLI takes (schema-engine, `PG_ADVISORY_LOCK_ID`), so that neither runs during the other. */
const LOCK = 72_707_369;

/**
 * Brings a database up to date with a folder of Prisma migrations, with the bookkeeping of `prisma migrate deploy`: either
 * may go on where the other stopped. Each migration is one transaction, so that one that fails leaves nothing behind.
 * @param options.url a role that owns the database's tables
 * @returns the names of the migrations that were applied now
 * @throws DatabaseError naming the migration that failed, with the SQL error, or that was edited after it was applied
 */
export async function migrate(options: { url: string; directory: string }): Promise<string[]> {
  const migrations = await readMigrations(options.directory);
  return withConnection(options.url, async (client) => {
    await client.query("SET lock_timeout = '60s'");
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await createHistory(client);
    const applied = await readHistory(client);
    const pending = migrations.filter((migration) => isPending(migration, applied));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  });
}

/** Prisma's own table, as its CLI makes it; nobody but its owner needs it. */
async function createHistory(client: Client): Promise<void> {
  const { rowCount } = await client.query(
    "SELECT to_regclass('_prisma_migrations') WHERE to_regclass('_prisma_migrations') IS NOT NULL",
  );
  if (rowCount) return;
  await client.query(`
    CREATE TABLE _prisma_migrations (
      id VARCHAR(36) PRIMARY KEY NOT NULL,
      checksum VARCHAR(64) NOT NULL,
      finished_at TIMESTAMPTZ,
      migration_name VARCHAR(255) NOT NULL,
      logs TEXT,
      rolled_back_at TIMESTAMPTZ,
      started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count INTEGER NOT NULL DEFAULT 0
    );
    DO $$
    DECLARE reader REGROLE;
    BEGIN
      FOR reader IN
        SELECT DISTINCT grantee FROM pg_class, aclexplode(relacl)
        WHERE pg_class.oid = '_prisma_migrations'::REGCLASS AND grantee NOT IN (0, relowner)
      LOOP
        EXECUTE format('REVOKE ALL ON _prisma_migrations FROM %s', reader);
      END LOOP;
    END $$;
  `);
}

async function readHistory(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  const failed = rows.find((row) => row.finished_at === null);
  if (failed) {
    throw new DatabaseError(
      `migration ${failed.migration_name} of the database ${client.database} failed earlier, run by Prisma: mend it, then say so with prisma migrate resolve`,
    );
  }
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

function isPending(migration: Migration, applied: ReadonlyMap<string, string>): boolean {
  const checksum = applied.get(migration.name);
  if (checksum !== undefined && !matches(migration, checksum)) {
    throw new DatabaseError(`migration ${migration.name} was edited after it was applied: write a further one instead`);
  }
  return checksum === undefined;
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw new DatabaseError(`migration ${name} of the database ${client.database} failed: ${oneLine(error)}`);
  }
}
