import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "@threefold/database";
import { column, scratchDatabase, testDatabases } from "@threefold/database/testing";
import { afterAll, describe, expect, test } from "vitest";

const LAMPS = "model Lamp {\n  id Int @id\n  name String @unique\n}\n";
const BULBS = "enum Socket {\n  E14\n  E27\n}\n\nmodel Bulb {\n  id Int @id\n  sockets Socket[]\n}\n";
/** What Prisma makes of `LAMPS`: a test that is not about how migrations are made writes this one itself, and starts no CLI for it. */
const LAMPS_SQL = `CREATE TABLE "Lamp" ("id" INTEGER NOT NULL, "name" TEXT NOT NULL, CONSTRAINT "Lamp_pkey" PRIMARY KEY ("id"));
CREATE UNIQUE INDEX "Lamp_name_key" ON "Lamp"("name");
`;
const BULBS_SQL = `CREATE TYPE "Socket" AS ENUM ('E14', 'E27');
CREATE TABLE "Bulb" ("id" INTEGER NOT NULL, "sockets" "Socket"[], CONSTRAINT "Bulb_pkey" PRIMARY KEY ("id"));
`;
const TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";

describe.skipIf(process.platform === "win32")("Prisma's CLI, offline", () => {
  test("makes a migration of a change to the schema, applies it, and knows that the database is up to date", async () => {
    await using project = await prismaProject(LAMPS);
    await project.run("migrate", "dev", "--name", "lamps");
    expect(project.migrations()).toEqual([expect.stringMatching(/^\d{14}_lamps$/)]);
    expect(await project.run("migrate", "status")).toContain("Database schema is up to date!");
  });

  test("applies a migration that is there, makes one more without applying it, knows that, and applies it", async () => {
    await using project = await prismaProject(LAMPS + BULBS);
    project.add("20260101000000_lamps", LAMPS_SQL);
    expect(await project.run("migrate", "dev", "--name", "bulbs", "--create-only")).toContain("without applying it");
    expect(await project.fail("migrate", "status")).toContain(`not yet been applied:\n${project.migrations()[1]}`);
    await project.run("migrate", "deploy");
    expect(await column(project.url, TABLES)).toEqual(["Bulb", "Lamp", "_prisma_migrations"]);
  });

  test("tells what differs between migrations and schema, and by its exit code whether anything does", async () => {
    await using project = await prismaProject(LAMPS);
    project.add("20260101000000_lamps", LAMPS_SQL);
    const diff = ["migrate", "diff", "--from-migrations", "migrations", "--to-schema", "schema.prisma", "--exit-code"];
    expect(await project.run(...diff)).toContain("No difference detected");
    project.write(LAMPS.replace("@unique", ""));
    expect(await project.fail(...diff, "--script")).toContain('DROP INDEX "Lamp_name_key"');
  });

  test("and Threefold's own migrations keep the same books", async () => {
    await using project = await prismaProject(LAMPS);
    project.add("20260101000000_lamps", LAMPS_SQL);
    expect(await migrate({ url: project.url, directory: project.directory })).toEqual(project.migrations());
    expect(await project.run("migrate", "status")).toContain("Database schema is up to date!");
    project.write(LAMPS + BULBS);
    await project.run("migrate", "dev", "--name", "bulbs");
    expect(await migrate({ url: project.url, directory: project.directory })).toEqual([]);
  });

  test("applies a migration with a function in it whole, and names one that fails with PostgreSQL's words", async () => {
    await using project = await prismaProject(LAMPS);
    const two = "CREATE FUNCTION two() RETURNS INT LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;";
    project.add("20260101000000_lamps", LAMPS_SQL + two);
    await project.run("migrate", "deploy");
    expect(await column(project.url, "SELECT two()")).toEqual([2]);

    project.write(LAMPS + BULBS);
    project.add("20260102000000_bulbs", `${BULBS_SQL}ALTER TABLE "Bulb" ADD COLUMN watts wattage;`);
    const failure = await project.fail("migrate", "deploy");
    expect(failure).toContain(project.migrations()[1]);
    expect(failure).toContain('type "wattage" does not exist');
    expect(await project.fail("migrate", "status")).toContain("Following migration have failed");
    await expect(migrate({ url: project.url, directory: project.directory })).rejects.toThrow("failed earlier");
  });

  test("reads the schema of a database, and empties the database with the service's rights kept", async () => {
    await using project = await prismaProject(LAMPS);
    project.add("20260101000000_lamps", LAMPS_SQL);
    await migrate({ url: project.url, directory: project.directory });
    expect(await project.run("db", "pull", "--print")).toMatch(
      /model Lamp \{\n {2}id +Int +@id\n {2}name +String +@unique\n\}/,
    );
    await column(project.url, `INSERT INTO "Lamp" VALUES (1, 'Aura')`);
    await project.run("migrate", "reset", "--force");
    expect(await column(project.serviceUrl, 'SELECT count(*)::INT FROM "Lamp"')).toEqual([0]);
  });

  test("says that a server does not answer", async () => {
    await using project = await prismaProject(LAMPS, "postgresql://nobody:nothing@127.0.0.1:1/lamps");
    expect(await project.fail("migrate", "status")).toContain("P1001");
  });

  test("serves Prisma Studio", async () => {
    await using project = await prismaProject(LAMPS);
    const port = await freePort();
    await using studio = project.start("studio", "--port", String(port), "--browser", "none");
    await studio.prints(`http://localhost:${port}`);
    const response = await fetch(`http://localhost:${port}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('"adapter":"postgres"');
  });
});

interface Project extends AsyncDisposable {
  readonly url: string;
  readonly serviceUrl: string;
  readonly directory: string;
  write(models: string): void;
  /** The names of the migrations there are. */
  migrations(): string[];
  /** Adds a migration. */
  add(name: string, sql: string): void;
  /** Runs Prisma's CLI, and gives what it printed. */
  run(...args: string[]): Promise<string>;
  /** Runs it when it should fail. */
  fail(...args: string[]): Promise<string>;
  start(...args: string[]): AsyncDisposable & { prints(text: string): Promise<void> };
}

/** A folder with a Prisma schema, and an empty database of its own whose owner may not create databases. */
async function prismaProject(models: string, url?: string): Promise<Project> {
  const database = await scratchDatabase();
  const folder = mkdtempSync(join(tmpdir(), "prisma-offline-"));
  const directory = join(folder, "migrations");
  const cli = createRequire(import.meta.url).resolve("prisma/build/index.js");
  const write = (text: string) =>
    writeFileSync(join(folder, "schema.prisma"), `datasource db {\n  provider = "postgresql"\n}\n\n${text}`);
  write(models);
  writeFileSync(join(folder, "prisma.config.ts"), configuration(url ?? database.ownerUrl));
  const run = (args: string[]) =>
    new Promise<{ code: unknown; output: string }>((resolve) =>
      execFile(process.execPath, [cli, ...args], { cwd: folder, env: environment() }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, output: stdout + stderr }),
      ),
    );
  const migrations = () =>
    readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  return {
    url: database.ownerUrl,
    serviceUrl: database.serviceUrl,
    directory,
    write,
    migrations,
    add: (name, sql) => {
      mkdirSync(join(directory, name), { recursive: true });
      writeFileSync(join(directory, "migration_lock.toml"), 'provider = "postgresql"\n');
      writeFileSync(join(directory, name, "migration.sql"), sql);
    },
    run: async (...args) => {
      const { code, output } = await run(args);
      expect(code, output).toBe(0);
      return output;
    },
    fail: async (...args) => {
      const { code, output } = await run(args);
      expect(code, output).not.toBe(0);
      return output;
    },
    start: (...args) => background(spawn(process.execPath, [cli, ...args], { cwd: folder, env: environment() })),
    [Symbol.asyncDispose]: async () => {
      rmSync(folder, { recursive: true });
      await database[Symbol.asyncDispose]();
    },
  };
}

const configuration = (url: string) => `
  import { useOfflineEngine } from ${JSON.stringify(join(import.meta.dirname, "index.ts"))};
  useOfflineEngine({ shadowAdminUrl: ${JSON.stringify(testDatabases().adminUrl)} });
  export default {
    schema: "schema.prisma",
    migrations: { path: "migrations" },
    datasource: { url: ${JSON.stringify(url)} },
  };
`;

/** Half of what a command costs is compiling Prisma's CLI: it is done once. */
const compiled = mkdtempSync(join(tmpdir(), "prisma-compiled-"));
afterAll(() => rmSync(compiled, { recursive: true }));

/** Without what would set the engine up in another way, and with a proxy that nobody is: a request for the network fails. */
function environment(): NodeJS.ProcessEnv {
  const { PRISMA_SCHEMA_ENGINE_BINARY: _, ...rest } = process.env;
  const nowhere = "http://127.0.0.1:1";
  return { ...rest, HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, NO_COLOR: "1", NODE_COMPILE_CACHE: compiled };
}

function background(child: ChildProcess): AsyncDisposable & { prints(text: string): Promise<void> } {
  let output = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk;
      for (const listener of listeners) listener();
    });
  }
  const exit = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    prints: async (text) => {
      const printed = new Promise<void>((resolve) => {
        const look = () => void (output.includes(text) && resolve());
        listeners.add(look);
        look();
      });
      const gone = exit.then(() => Promise.reject(new Error(output)));
      await Promise.race([printed, gone]);
    },
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await exit;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
