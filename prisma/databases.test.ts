import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream";
import { databaseUrl } from "@threefold/configuration";
import { createPrismaAdapter, withConnection } from "@threefold/database";
import { removeEmbeddedPostgres, startEmbeddedPostgres } from "@threefold/embedded-postgres";
import { expect, test } from "vitest";
import { openDatabases } from "./databases.ts";

test("a checkout's databases are made once, kept, and reached with the same passwords", async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), "databases-"));
  chmodSync(dataDirectory, 0o755);
  try {
    const first = await openDatabases({ dataDirectory, env: {} });
    expect(first.migrated.orders.length).toBeGreaterThan(0);
    await first[Symbol.asyncDispose]();

    await using second = await openDatabases({ dataDirectory, env: {} });
    expect(second.urls).toEqual(first.urls);
    expect(second.migrated).toEqual({ products: [], users: [], orders: [] });
    const { rows } = await withConnection(second.urls.users.service, (client) =>
      client.query("SELECT current_user AS me"),
    );
    expect(rows).toEqual([{ me: "users_service" }]);
  } finally {
    await removeEmbeddedPostgres(join(dataDirectory, "postgres"));
    rmSync(dataDirectory, { recursive: true });
  }
});

test.skipIf(process.platform === "win32")("databases are made and reached by a server's socket", async () => {
  const folder = mkdtempSync(join(tmpdir(), "databases-"));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ directory: join(folder, "postgres"), durable: false });
  // A connection that the server or the client ends ends on the other side too, however it does.
  const socket = createServer((client) => pipeline(client, connect(server.port, "127.0.0.1"), client, () => {}));
  socket.listen(join(folder, ".s.PGSQL.5432"));
  await once(socket, "listening");
  try {
    const { username, password } = new URL(server.adminUrl);
    const given = databaseUrl.parse(`postgresql://${username}:${password}@/postgres?host=${folder}`);
    const { urls } = await openDatabases({ dataDirectory: folder, env: { DATABASE_URL: given } });
    const adapter = createPrismaAdapter({ url: urls.orders.service, poolSize: 1 });
    const connection = await adapter.connect();
    const { rows } = await connection.queryRaw({ sql: "SELECT current_user", args: [], argTypes: [] });
    expect(rows).toEqual([["orders_service"]]);
    await adapter.close();
    rmSync(join(folder, ".s.PGSQL.5432"));
    await expect(withConnection(urls.orders.owner, async () => {})).rejects.toThrow(
      `the database orders at ${folder} cannot be reached: connect ENOENT ${folder}/.s.PGSQL.5432`,
    );
  } finally {
    socket.close();
    await removeEmbeddedPostgres(join(folder, "postgres"));
    rmSync(folder, { recursive: true });
  }
});

test("a database of one's own for some services and not for others is refused by name", async () => {
  const env = { USERS_DATABASE_URL: "postgresql://somebody@127.0.0.1:1/users" };
  await expect(openDatabases({ dataDirectory: tmpdir(), env })).rejects.toThrow(
    "PRODUCTS_DATABASE_URL and ORDERS_DATABASE_URL must be set too, or none of these variables",
  );
});
