import { join } from "node:path";
import { runProgram } from "@threefold/http-server";
import { openDatabases } from "@threefold/prisma/databases";
import { ENDS_WITHIN_MS, startProcess } from "@threefold/supervisor";
import { monolith } from "../topology.ts";
import { databaseVariables, systemConfiguration } from "./system/configuration.ts";
import { explained } from "./system/failure.ts";
import { leave } from "./system/leave.ts";
import { assertNoArguments } from "./system/no-arguments.ts";
import { root } from "./system/paths.ts";
import { nodeOptions, systemKeys } from "./system/start.ts";

/**
 * `npm run monolith`: the three domains in one process, on the databases and keys of this checkout, beside the running
 * system or without it. It serves `/graphql` at a port of its own, to the same tokens.
 */
await runProgram("monolith", () =>
  explained(async () => {
    assertNoArguments("npm run monolith serves the same graph from one process, whether the system runs or not.");
    const configuration = systemConfiguration(process.env);
    const { DATA_DIRECTORY, PORT_BASE } = configuration;
    const env = databaseVariables(configuration);
    const databases = await openDatabases({ dataDirectory: DATA_DIRECTORY, env });
    const { urls } = databases;
    const keys = await systemKeys(join(DATA_DIRECTORY, "keys"));
    const port = PORT_BASE + monolith.port;
    const child = startProcess({
      name: "monolith",
      program: monolith.program,
      directory: root,
      logFile: join(DATA_DIRECTORY, "logs", "monolith.log"),
      environment: {
        ...process.env,
        NODE_OPTIONS: nodeOptions(),
        MODE: "development",
        PORT: String(port),
        METRICS_PORT: String(PORT_BASE + monolith.metricsPort),
        PRODUCTS_DATABASE_URL: urls.products.service,
        USERS_DATABASE_URL: urls.users.service,
        ORDERS_DATABASE_URL: urls.orders.service,
        PEOPLE_SIGNING_KEYS: JSON.stringify({ keys: [keys.people] }),
      },
    });
    const close = async () => {
      await child.stop();
      await leave(databases, DATA_DIRECTORY);
    };
    await child.serving.catch(async (error: unknown) => {
      await close();
      throw error;
    });
    console.log(`The monolith serves http://127.0.0.1:${port}/graphql. Ctrl-C stops it.`);
    return { close, closesWithin: 2 * ENDS_WITHIN_MS };
  }),
);
