import { InvalidSupergraphError } from "@threefold/federation";
import { StartError, serve } from "@threefold/http-server";
import { createLogger, createMetrics } from "@threefold/telemetry";
import type { Configuration } from "./configuration/read.ts";
import { noIdentity } from "./identity/identity.ts";
import { createSignedIdentity } from "./identity/signed.ts";
import { createGateway } from "./service.ts";

/**
 * Starts the gateway as it is configured.
 * @throws StartError when it cannot serve what it was given, or not where
 */
export async function start(configuration: Configuration): Promise<{ close(): Promise<void> }> {
  const logger = createLogger({ name: "gateway", level: configuration.LOG_LEVEL });
  const metrics = createMetrics();
  const development = configuration.MODE === "development";
  const app = await createGateway({
    supergraph: { path: configuration.SUPERGRAPH, subgraphUrls: Object.fromEntries(configuration.SUBGRAPH_URLS) },
    watch: development,
    engine: configuration.ENGINE,
    identity: identityOf(configuration),
    logger,
    metrics,
    introspection: configuration.INTROSPECTION ?? development,
    detailedErrors: development,
    subgraphs: {
      headers: { all: { forward: configuration.FORWARD_HEADERS }, bySubgraph: {} },
      all: {},
      bySubgraph: {},
    },
    faults: development,
    http: { compression: true },
    timeout: configuration.TIMEOUT,
    pages: configuration.STATIC,
    mounts: configuration.MOUNTS.map(([path, url]) => ({ path, url })),
  }).catch(asStartError);
  const listening = await serve(app, {
    host: configuration.HOST,
    port: configuration.PORT,
    metrics,
    metricsPort: configuration.METRICS_PORT,
  });
  logger.info({ url: listening.url, metrics: listening.metricsUrl, mode: configuration.MODE }, "listening");
  return {
    async close() {
      logger.info("draining");
      await listening.close();
    },
  };
}

function asStartError(error: unknown): never {
  throw error instanceof InvalidSupergraphError ? new StartError(error.message) : error;
}

function identityOf({ JWKS_URL, TOKEN_ISSUER, TOKEN_AUDIENCE, IDENTITY_ISSUER, IDENTITY_SIGNING_KEY }: Configuration) {
  if (IDENTITY_SIGNING_KEY === undefined) return noIdentity;
  return createSignedIdentity({
    people: JWKS_URL === undefined ? [] : [{ type: "person", issuer: TOKEN_ISSUER, keys: new URL(JWKS_URL) }],
    audience: TOKEN_AUDIENCE,
    issuer: IDENTITY_ISSUER,
    key: IDENTITY_SIGNING_KEY,
  });
}
