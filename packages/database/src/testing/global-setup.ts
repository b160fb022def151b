import { randomBytes } from "node:crypto";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { withConnection } from "../connection.ts";
import { oneLine } from "../error.ts";
import { migrate } from "../migrate.ts";
import { identifier, ownerOf } from "../names.ts";
import { type ProvisionedDatabase, provision } from "../provision.ts";
import { copy } from "./clone.ts";
import { SEEDING_CHANNEL, SEEDING_LOCK, type TestDatabases, templateOf } from "./context.ts";
import { startTestServer } from "./server.ts";

export interface TestDatabasesOptions<Name extends string> {
  /** The folder of migrations of each database. */
  migrations: Readonly<Record<Name, string>>;
  /** Fills migrated databases, given the owners' URLs. Called at most once, when the first test asks for the seed. */
  seed(urls: Record<Name, string>): Promise<void>;
}

/**
 * Makes vitest's global setup: one server for the run, on it a template of each database, migrated, from which
 * `cloneDatabase` makes a database for each test that wants one. Everything is removed at the end.
 */
export function provideTestDatabases<Name extends string>(options: TestDatabasesOptions<Name>) {
  return async (project: TestProject): Promise<() => Promise<void>> => {
    const server = await startTestServer();
    const names = Object.keys(options.migrations) as Name[];
    const prefix = `test_${randomBytes(4).toString("hex")}_`;
    const credentials = Object.fromEntries(names.map((name) => [name, { owner: secret(), service: secret() }]));
    const templates = await provision({
      adminUrl: server.adminUrl,
      databases: names.map((name) => ({
        name: prefix + name,
        credentials: credentials[name] ?? { owner: "", service: "" },
      })),
    });
    await Promise.all(
      names.map((name, index) => migrateTemplate(templates[index], options.migrations[name], server.adminUrl)),
    );
    const run: TestDatabases = { adminUrl: server.adminUrl, prefix, credentials };
    const seeding = await seedOnDemand(run, names, templates, options.seed);
    project.provide("databases", run);
    return async () => {
      await seeding.close();
      await server.close(prefix);
    };
  };
}

const secret = () => randomBytes(12).toString("hex");

async function migrateTemplate(template: ProvisionedDatabase | undefined, directory: string, adminUrl: string) {
  if (!template) return;
  await migrate({ url: template.ownerUrl, directory });
  await withConnection(adminUrl, (admin) => seal(admin, template.name));
}

/** A template can be copied while nobody is connected to it: so nobody may connect. */
async function seal(admin: pg.Client, name: string): Promise<void> {
  await admin.query(`ALTER DATABASE ${identifier(name)} ALLOW_CONNECTIONS false`);
}

/** Holds the lock that tests wait for, and seeds when the first of them asks. */
async function seedOnDemand<Name extends string>(
  run: TestDatabases,
  names: readonly Name[],
  templates: readonly ProvisionedDatabase[],
  seed: (urls: Record<Name, string>) => Promise<void>,
): Promise<{ close(): Promise<void> }> {
  const listener = new pg.Client(run.adminUrl);
  // The connection breaks when the server is stopped, and then nobody waits any more.
  listener.on("error", () => {});
  await listener.connect();
  await listener.query("SELECT pg_advisory_lock($1)", [SEEDING_LOCK]);
  let closing = false;
  listener.once("notification", async () => {
    try {
      await seed(await seedingCopies(run, names, templates));
      await withConnection(run.adminUrl, async (admin) => {
        for (const name of names) await seal(admin, templateOf(run.prefix, name, true));
      });
    } catch (error) {
      if (!closing) process.stderr.write(`seeding the test databases failed: ${oneLine(error)}\n`);
      await withConnection(run.adminUrl, (admin) => discard(admin, run, names)).catch(() => {});
    } finally {
      await listener.query("SELECT pg_advisory_unlock($1)", [SEEDING_LOCK]).catch(() => {});
    }
  });
  await listener.query(`LISTEN ${SEEDING_CHANNEL}`);
  return {
    close: async () => {
      closing = true;
      await listener.end();
    },
  };
}

async function seedingCopies<Name extends string>(
  run: TestDatabases,
  names: readonly Name[],
  templates: readonly ProvisionedDatabase[],
): Promise<Record<Name, string>> {
  return withConnection(run.adminUrl, async (admin) => {
    const urls: [Name, string][] = [];
    for (const [index, name] of names.entries()) {
      const copied = templateOf(run.prefix, name, true);
      await copy(admin, run.prefix + name, copied, ownerOf(run.prefix + name));
      const url = new URL(templates[index]?.ownerUrl ?? run.adminUrl);
      url.pathname = `/${copied}`;
      urls.push([name, url.href]);
    }
    return Object.fromEntries(urls) as Record<Name, string>;
  });
}

/** A seed that failed leaves no template: tests that want one are told so by PostgreSQL. */
async function discard(admin: pg.Client, run: TestDatabases, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await admin.query(`DROP DATABASE IF EXISTS ${identifier(templateOf(run.prefix, name, true))} WITH (FORCE)`);
  }
}
