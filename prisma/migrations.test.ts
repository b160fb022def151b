import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { cloneDatabase, testDatabases } from "@threefold/database/testing";
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
