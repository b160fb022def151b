import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import pg from "pg";
import { readingCharacters } from "./characters.ts";

/**
 * The engine's way to its database, and to the shadow databases in which it replays migrations.
 * @param options.shadowAdminUrl who makes and removes shadow databases; left out: whoever migrates
 */
export function createEngineAdapter(options: {
  url: string;
  shadowAdminUrl: string | undefined;
}): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: "postgres",
    adapterName: "@threefold/prisma-offline",
    connect: () => connect(options.url),
    connectToShadowDb: () => connectToShadow(options.shadowAdminUrl ?? options.url),
  };
}

async function connectToShadow(adminUrl: string): Promise<SqlDriverAdapter> {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  const admin = await connect(adminUrl);
  await admin.executeScript(`CREATE DATABASE "${name}"`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const shadow = await connect(url.href);
  return {
    ...shadow,
    dispose: async () => {
      await shadow.dispose();
      await admin.executeScript(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await admin.dispose();
    },
  };
}

async function connect(url: string): Promise<SqlDriverAdapter> {
  const schema = new URL(url).searchParams.get("schema") ?? "public";
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const adapter = await new PrismaPg(pool, { schema, disposeExternalPool: true }).connect();
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: readingCharacters(pool, (query) => adapter.queryRaw(query)),
    executeRaw: (query) => adapter.executeRaw(query),
    executeScript: (script) => executeScript(pool, script),
    startTransaction: (isolationLevel) => adapter.startTransaction(isolationLevel),
    getConnectionInfo: () => adapter.getConnectionInfo(),
    dispose: () => adapter.dispose(),
  };
}

/** All of a script at once: the driver adapter would cut it at each semicolon, also in the bodies of functions. */
async function executeScript(pool: pg.Pool, script: string): Promise<void> {
  try {
    await pool.query(script);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const { code = "XX000", severity = "ERROR", message, detail, column, hint } = error;
    throw new DriverAdapterError({ kind: "postgres", code, severity, message, detail, column, hint });
  }
}
