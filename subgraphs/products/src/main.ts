import { createPrismaAdapter } from "@threefold/database";
import { startEventLog } from "@threefold/events";
import { refuseArguments, runProgram, serve } from "@threefold/http-server";
import { createServiceSigner } from "@threefold/identity";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { configurationOf } from "./configuration.ts";
import { sellersClient } from "./seller/client.ts";
import { createService } from "./service.ts";

await runProgram("products", async () => {
  refuseArguments();
  const configuration = configurationOf(process.env);
  const logger = createLogger({ name: "products", level: configuration.LOG_LEVEL });
  const metrics = createMetrics({ countsSql: configuration.SQL_COUNTS });
  const adapter = createPrismaAdapter({
    url: configuration.PRODUCTS_DATABASE_URL,
    poolSize: configuration.DATABASE_POOL_SIZE,
    applicationName: "products",
    onConnectionLost: (error) => logger.warn({ err: error }, "a connection to the database broke"),
  });
  const signer = createServiceSigner({ issuer: "products", key: configuration.SERVICE_SIGNING_KEY });
  const app = await createService({
    adapter,
    events: startEventLog({ url: configuration.PRODUCTS_DATABASE_URL, logger }),
    sellers: sellersClient({ url: configuration.USERS_URL, signer, metrics }),
    issuers: configuration.TRUSTED_ISSUER_KEYS,
    callbackOrigins: configuration.CALLBACK_ORIGINS,
    logger,
    metrics,
    introspection: configuration.MODE === "development",
    batching: configuration.LOADERS,
  });
  return serve(app, {
    host: configuration.HOST,
    port: configuration.PORT,
    metrics,
    metricsPort: configuration.METRICS_PORT,
  });
});
