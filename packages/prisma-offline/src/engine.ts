import { readFileSync } from "node:fs";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { SchemaEngine } from "@prisma/schema-engine-wasm";
import { createEngineAdapter } from "./adapter.ts";
import type { ServeInvocation } from "./arguments.ts";
import { SHADOW_ADMIN_VARIABLE } from "./index.ts";

/** For a command that only needs to know which kind of database it deals with. */
const NO_SCHEMA = 'datasource db {\n  provider = "postgresql"\n}\n';

/** Starts the engine on a database. It connects at once, whatever it will be asked. */
export async function startEngine({ datamodels, url }: ServeInvocation): Promise<SchemaEngine> {
  if (url === undefined) throw new Error("the Prisma configuration names no database: its datasource.url is not set");
  const files = datamodels.map((path): [string, string] => [path, readFileSync(path, "utf8")]);
  const adapter = createEngineAdapter({ url, shadowAdminUrl: process.env[SHADOW_ADMIN_VARIABLE] });
  return SchemaEngine.new(
    { datamodels: files.length === 0 ? [["schema.prisma", NO_SCHEMA]] : files },
    log,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
}

/** On standard error, which Prisma's CLI shows when DEBUG asks for it. */
const log = (line: string) => process.stderr.write(`${line}\n`);
