import { createPrismaAdapter } from "@threefold/database";
import { startEventLog } from "@threefold/events";
import { refuseArguments, runProgram, serve } from "@threefold/http-server";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { configurationOf } from "./configuration.ts";
import { createService } from "./service.ts";

await runProgram("monolith", async () => {
  refuseArguments();
  const configuration = configurationOf(process.env);
  const logger = createLogger({ name: "monolith", level: configuration.LOG_LEVEL });
  const metrics = createMetrics({ countsSql: configuration.SQL_COUNTS });
  const adapter = (url: string) =>
    createPrismaAdapter({
      url,
      poolSize: configuration.DATABASE_POOL_SIZE,
      applicationName: "monolith",
      onConnectionLost: (error) => logger.warn({ err: error }, "a connection to the database broke"),
    });
  const app = await createService({
    adapters: {
      products: adapter(configuration.PRODUCTS_DATABASE_URL),
      users: adapter(configuration.USERS_DATABASE_URL),
      orders: adapter(configuration.ORDERS_DATABASE_URL),
    },
    events: {
      products: startEventLog({ url: configuration.PRODUCTS_DATABASE_URL, logger }),
      orders: startEventLog({ url: configuration.ORDERS_DATABASE_URL, logger }),
    },
    tokens: {
      keys: configuration.PEOPLE_SIGNING_KEYS,
      issuer: configuration.PEOPLE_ISSUER,
      audience: configuration.PEOPLE_AUDIENCE,
    },
    logger,
    metrics,
    introspection: configuration.MODE === "development",
    batching: configuration.LOADERS,
  });
  const listening = await serve(app, {
    host: configuration.HOST,
    port: configuration.PORT,
    metrics,
    metricsPort: configuration.METRICS_PORT,
  });
  logger.info({ url: listening.url }, "listening");
  return listening;
});
