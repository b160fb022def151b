import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withConnection } from "@threefold/database";
import { removeEmbeddedPostgres } from "@threefold/embedded-postgres";
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

test("a database of one's own for some services and not for others is refused by name", async () => {
  const env = { USERS_DATABASE_URL: "postgresql://somebody@127.0.0.1:1/users" };
  await expect(openDatabases({ dataDirectory: tmpdir(), env })).rejects.toThrow(
    "PRODUCTS_DATABASE_URL and ORDERS_DATABASE_URL must be set too, or none of these variables",
  );
});
