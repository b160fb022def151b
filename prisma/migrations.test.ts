import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { cloneDatabase, column, testDatabases } from "@threefold/database/testing";
import { expect, test } from "vitest";
import { databaseNames } from "./seed.ts";

test.for(databaseNames)("the migrations of %s make what its schema says", { timeout: 60_000 }, async (name) => {
  await using database = await cloneDatabase(name);
  const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
  const folder = join(import.meta.dirname, name);
  const diff = ["migrate", "diff", "--from-migrations", join(folder, "migrations"), "--exit-code"];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [prisma, ...diff, "--to-schema", join(folder, "schema.prisma")],
    {
      cwd: join(import.meta.dirname, "../subgraphs", name),
      env: {
        ...process.env,
        DATABASE_URL: testDatabases().adminUrl,
        [`${name.toUpperCase()}_DATABASE_URL`]: database.ownerUrl,
      },
    },
  );
  expect(stdout).toContain("No difference detected");
});

test("products is told of what was sent before it knew of purchases", async () => {
  await using database = await cloneDatabase("orders", { seeded: true });
  const sql = await readFile(
    join(import.meta.dirname, "orders/migrations/20261127170000_tell_purchases/migration.sql"),
    "utf8",
  );
  const orderIds = (from: string) => column(database.ownerUrl, `SELECT ${from} ORDER BY 1`);
  expect(await orderIds("order_id FROM outbox_message")).toEqual([]);
  await column(database.ownerUrl, sql);
  const shipped = await orderIds(`id FROM "order" WHERE status IN ('SHIPPED', 'DELIVERED')`);
  expect(shipped.length).toBeGreaterThan(0);
  expect(await orderIds("order_id FROM outbox_message WHERE topic = 'purchase.record' AND sent_at IS NULL")).toEqual(
    shipped,
  );
});
