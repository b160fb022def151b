import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { databaseUrl } from "@threefold/configuration";
import { ownerOf, readCredentials, urlFor } from "@threefold/database";
import { findEmbeddedPostgres } from "@threefold/embedded-postgres";
import { useOfflineEngine } from "@threefold/prisma-offline";
import { defineConfig } from "prisma/config";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * What Prisma's CLI must know in a subgraph's folder: where the schema and the migrations are, and the subgraph's database, as
 * the role that owns it. That is `<NAME>_DATABASE_URL`, or the database on the server `DATABASE_URL`, or the one on this
 * checkout's embedded server.
 */
export function subgraphConfig(name: string): ReturnType<typeof defineConfig> {
  const server = given("DATABASE_URL") ?? findEmbeddedPostgres(join(root, ".data/postgres"))?.adminUrl;
  const url = given(`${name.toUpperCase()}_DATABASE_URL`) ?? ownerUrl(name, server);
  useOfflineEngine({ shadowAdminUrl: server });
  return defineConfig({
    schema: join(root, "prisma", name, "schema.prisma"),
    migrations: { path: join(root, "prisma", name, "migrations") },
    ...(url === undefined ? {} : { datasource: { url } }),
  });
}

function given(variable: string): string | undefined {
  const text = process.env[variable];
  return text ? databaseUrl.parse(text) : undefined;
}

function ownerUrl(name: string, server: string | undefined): string | undefined {
  const credentials = readCredentials(join(root, ".data/credentials.json"))?.[name];
  return server && credentials && urlFor(server, name, ownerOf(name), credentials.owner);
}
