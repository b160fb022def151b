import { join } from "node:path";
import { integer, readConfiguration } from "@threefold/configuration";
import { runProgram, StartError } from "@threefold/http-server";
import { openDatabases } from "@threefold/prisma/databases";
import { awaitReady, startProcess } from "@threefold/supervisor";
import { z } from "zod";
import { type ProcessName, processes } from "../topology.ts";
import { databaseVariables, systemConfiguration } from "./system/configuration.ts";
import { environmentOf, urlOf } from "./system/environment.ts";
import { explained } from "./system/failure.ts";
import { root } from "./system/paths.ts";
import { inherited, local, READY_WITHIN_MS, systemKeys } from "./system/start.ts";

/** By how much their ports are above those of the running system. */
const ABOVE = z.object({ BESIDE: integer(1, 1_000) });

/**
 * `node tools/run.mjs beside NAME…`: processes of the running system a second time, configured in another way (`LOADERS`, `ENGINE`),
 * on its databases and keys, each `BESIDE` above its port. What is not named is the running system's.
 */
await runProgram("beside", () =>
  explained(async () => {
    const names = process.argv.slice(2).map(nameOf);
    const configuration = systemConfiguration(process.env);
    const { BESIDE } = readConfiguration(ABOVE, process.env);
    const { DATA_DIRECTORY, PORT_BASE, TLS } = configuration;
    const databases = await openDatabases({ dataDirectory: DATA_DIRECTORY, env: databaseVariables(configuration) });
    const { products, users, orders } = databases.urls;
    const deployment = {
      ...local(configuration),
      portBaseOf: (name: ProcessName) => PORT_BASE + (names.includes(name) ? BESIDE : 0),
      pages: join(DATA_DIRECTORY, "pages"),
      databases: { products: products.service, users: users.service, orders: orders.service },
      keys: await systemKeys(join(DATA_DIRECTORY, "keys")),
      tlsFile: TLS ? join(DATA_DIRECTORY, "tls/localhost.pem") : undefined,
    };
    const running = names.map((name) =>
      startProcess({
        name: `${name}, beside`,
        program: processes[name].program,
        directory: root,
        logFile: join(DATA_DIRECTORY, "logs", `${name}-beside-${BESIDE}.log`),
        environment: { ...inherited(), ...environmentOf(name, deployment) },
      }),
    );
    const close = async () => {
      await Promise.all(running.map((child) => child.stop()));
      // Their server is the running system's: it is stopped here only if there is none.
      await databases[Symbol.asyncDispose]();
    };
    try {
      await Promise.all(running.map(({ serving }) => serving));
      const signal = AbortSignal.timeout(READY_WITHIN_MS);
      await Promise.all(names.map((name) => awaitReady(`${urlOf(deployment, name)}/health/ready`, signal)));
    } catch (error) {
      await close();
      throw error;
    }
    console.log(`Beside the system: ${names.join(", ")}. Ctrl-C stops them.`);
    return { close };
  }),
);

function nameOf(text: string): ProcessName {
  const found = (Object.keys(processes) as ProcessName[]).find((name) => name === text);
  if (found) return found;
  throw new StartError(`there is no process ${JSON.stringify(text)}: expected ${Object.keys(processes).join(", ")}`);
}
