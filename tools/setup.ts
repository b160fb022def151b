import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { databaseUrl, readConfiguration } from "@threefold/configuration";
import { runProgram } from "@threefold/http-server";
import { z } from "zod";
import { PORT_BASE, type ProcessName, processes } from "../topology.ts";
import { openSystemDatabases } from "./system/databases.ts";
import { environmentOf } from "./system/environment.ts";
import { explained } from "./system/failure.ts";
import { assertNoArguments } from "./system/no-arguments.ts";
import { seedWhenEmpty } from "./system/seed-when-empty.ts";
import { systemKeys } from "./system/start.ts";

const schema = z.object({
  /** The PostgreSQL server, as a role that may create databases. */
  DATABASE_URL: databaseUrl,
  /** Where keys, passwords and each process's variables are kept. */
  SETUP_DIRECTORY: z.string().default("/run/threefold"),
  /** Whether empty databases are filled with the shop of the demonstration. Its people have published passwords. */
  SEED: z.enum(["S", "none"]).default("none"),
});

/**
 * Makes a PostgreSQL server ready for the system, and writes the variables of each process to a file of its own,
 * `<process>.env`, for `node --env-file`: keys and passwords that are made here and known nowhere else. Run again, it
 * brings what is there up to date. Processes find each other by their names, as in docker-compose.yml.
 */
await runProgram("setup", () =>
  explained(async () => {
    assertNoArguments(
      "Makes the databases on DATABASE_URL and writes each process's variables to SETUP_DIRECTORY. SEED=S fills them.",
    );
    const { DATABASE_URL, SETUP_DIRECTORY, SEED } = readConfiguration(schema, process.env);
    const directory = resolve(SETUP_DIRECTORY);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const databases = await openSystemDatabases({
      DATABASE_URL,
      DATA_DIRECTORY: directory,
      PORT_BASE,
      TLS: false,
      PRODUCTS_DATABASE_URL: undefined,
      USERS_DATABASE_URL: undefined,
      ORDERS_DATABASE_URL: undefined,
    });
    if (SEED !== "none") await seedWhenEmpty(databases.ownerUrls, () => console.log("Filling the databases"));
    const keys = await systemKeys(join(directory, "keys"));
    const deployment = {
      mode: "production",
      listenOn: "0.0.0.0",
      hostOf: (name: ProcessName) => name,
      portBaseOf: () => PORT_BASE,
      pages: "web/dist",
      databases: databases.serviceUrls,
      keys,
    } as const;
    for (const name of Object.keys(processes) as ProcessName[])
      write(join(directory, `${name}.env`), environmentOf(name, deployment));
    console.log(`Ready: ${databases.description}`);
    await databases.close();
    return { close: async () => {} };
  }),
);

function write(file: string, variables: Readonly<Record<string, string>>): void {
  const lines = Object.entries(variables).map(([name, value]) => `${name}='${value}'\n`);
  writeFileSync(file, lines.join(""), { mode: 0o600 });
  chmodSync(file, 0o600);
}
