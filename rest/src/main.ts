import { refuseArguments, runProgram, serve, tlsOptions } from "@threefold/http-server";
import { createEdgeIdentity } from "@threefold/identity";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { configurationOf } from "./configuration.ts";
import { readDocument } from "./pass/document.ts";
import { createEdge } from "./service.ts";

await runProgram("rest", async () => {
  refuseArguments();
  const configuration = configurationOf(process.env);
  const logger = createLogger({ name: "rest", level: configuration.LOG_LEVEL });
  const metrics = createMetrics();
  const { JWKS_URL, TOKEN_ISSUER, PEOPLE_PROVIDER } = configuration;
  const identity = createEdgeIdentity({
    people: [
      ...(JWKS_URL === undefined ? [] : [{ type: "person", issuer: TOKEN_ISSUER, keys: new URL(JWKS_URL) } as const]),
      ...(PEOPLE_PROVIDER ? [PEOPLE_PROVIDER] : []),
    ],
    audience: configuration.TOKEN_AUDIENCE,
    issuer: configuration.IDENTITY_ISSUER,
    key: configuration.IDENTITY_SIGNING_KEY,
    revocations: configuration.REVOCATIONS_URL,
    apiKeys: configuration.API_KEYS_URL,
    onFailure: (err) => logger.warn({ err }, "the sessions that ended are not known: the last list is kept"),
  });
  const app = await createEdge({
    urls: configuration.SERVICE_URLS,
    document: readDocument(),
    identity,
    logger,
    metrics,
    timeout: configuration.TIMEOUT,
    trustedProxies: configuration.TRUSTED_PROXIES,
    origins: configuration.CORS_ORIGINS,
  });
  app.addHook("onClose", identity.close);
  return serve(app, {
    host: configuration.HOST,
    port: configuration.PORT,
    metrics,
    metricsPort: configuration.METRICS_PORT,
    tls: tlsOptions(configuration.TLS_PORT, configuration.TLS_FILE, configuration.MODE),
  });
});
