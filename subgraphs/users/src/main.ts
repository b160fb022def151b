import { createPrismaAdapter } from "@threefold/database";
import { refuseArguments, runProgram, serve } from "@threefold/http-server";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { configurationOf } from "./configuration.ts";
import { createService } from "./service.ts";

await runProgram("users", async () => {
  refuseArguments();
  const configuration = configurationOf(process.env);
  const logger = createLogger({ name: "users", level: configuration.LOG_LEVEL });
  const metrics = createMetrics({ countsSql: configuration.SQL_COUNTS });
  const adapter = createPrismaAdapter({
    url: configuration.USERS_DATABASE_URL,
    poolSize: configuration.DATABASE_POOL_SIZE,
    applicationName: "users",
    onConnectionLost: (error) => logger.warn({ err: error }, "a connection to the database broke"),
  });
  const app = await createService({
    adapter,
    issuers: configuration.TRUSTED_ISSUER_KEYS,
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
  return serve(app, {
    host: configuration.HOST,
    port: configuration.PORT,
    metrics,
    metricsPort: configuration.METRICS_PORT,
  });
});
