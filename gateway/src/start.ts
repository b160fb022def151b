import { InvalidSupergraphError } from "@threefold/federation";
import { type Running, StartError, serve, tlsOptions } from "@threefold/http-server";
import { createLogger, createMetrics, type Logger, noMetrics } from "@threefold/telemetry";
import { systemClock } from "@threefold/upstream";
import type { Configuration } from "./configuration/read.ts";
import {
  closingTime,
  guardsConfiguration,
  httpConfiguration,
  overrideHook,
  streamConfiguration,
  subgraphsConfiguration,
  subgraphUrls,
} from "./configuration/settings.ts";
import { configuredIdentity } from "./identity/configured.ts";
import { loadBudgetStore } from "./operation/budget/index.ts";
import { createDecideLabels } from "./operation/decide-labels.ts";
import { InvalidManifestError, readManifest } from "./operation/trusted-documents/index.ts";
import { createGatewayServer } from "./service.ts";
import { composeSource } from "./supergraph/compose.ts";
import { fileSource } from "./supergraph/file.ts";
import type { SubgraphPlaces, SupergraphSource } from "./supergraph/source.ts";
import { isUrl, urlSource } from "./supergraph/url.ts";
import { InvalidUsageError, openUsage } from "./usage/usage.ts";

/**
 * Starts the gateway as it is configured.
 * @throws StartError when it cannot serve what it was given, or not where. What it had opened by then is closed
 */
export async function start(configuration: Configuration): Promise<Running> {
  const logger = createLogger({ name: "gateway", level: configuration.LOG_LEVEL });
  // An AsyncDisposableStack in all but name, which the oldest Node that this runs on has not.
  const opened: (() => unknown)[] = [];
  const closeOpened = async () => {
    for (const close of opened.toReversed()) await close();
  };
  try {
    await open(configuration, logger, (close) => opened.push(close));
  } catch (error) {
    // What went wrong first is told, whatever comes of this.
    await closeOpened().catch(() => {});
    throw error;
  }
  return {
    closesWithin: closingTime(configuration),
    async close() {
      logger.info("draining");
      await closeOpened();
    },
  };
}

/** @param onClose is told of each thing that was opened, what closes it */
async function open(
  configuration: Configuration,
  logger: Logger,
  onClose: (close: () => unknown) => void,
): Promise<void> {
  const metrics = configuration.METRICS_PORT === undefined ? noMetrics() : createMetrics();
  const development = configuration.MODE === "development";
  const { identity, close: closeIdentity } = configuredIdentity(configuration, logger);
  onClose(closeIdentity);
  const usage =
    configuration.USAGE === undefined ? undefined : await openUsage(configuration.USAGE, logger).catch(asStartError);
  onClose(() => usage?.close());
  const { store: storeFile } = configuration.file.cost ?? {};
  const store = storeFile === undefined ? undefined : await loadBudgetStore(storeFile);
  onClose(() => store?.close?.());
  const app = await createGatewayServer({
    supergraph: sourceOf(configuration),
    places: placesOf(configuration),
    watch: true,
    engine: configuration.ENGINE,
    identity,
    logger,
    metrics,
    introspection: configuration.INTROSPECTION ?? development,
    guards: guardsConfiguration(configuration.file, await documentsOf(configuration), development, store),
    decideLabels: createDecideLabels(overrideHook(configuration.file)),
    detailedErrors: development,
    recordUsage: usage?.record,
    explain: development ? "everybody" : "privileged",
    subgraphs: subgraphsConfiguration(configuration.file, configuration.FORWARD_HEADERS),
    faults: development,
    http: httpConfiguration(configuration.file),
    trustedProxies: configuration.TRUSTED_PROXIES,
    streams: streamConfiguration(configuration.file),
    callbackUrl: configuration.CALLBACK_URL,
    readiness: configuration.READINESS,
    timeout: configuration.TIMEOUT,
    pages: configuration.STATIC,
    mounts: configuration.MOUNTS.map(([path, url]) => ({ path, url })),
  }).catch(asStartError);
  const listening = await serve(app, {
    host: configuration.HOST,
    port: configuration.PORT,
    metrics,
    metricsPort: configuration.METRICS_PORT,
    tls: tlsOptions(configuration.TLS_PORT, configuration.TLS_FILE, configuration.MODE),
  });
  onClose(listening.close);
  logger.info(
    { url: listening.url, tls: listening.tlsUrl, metrics: listening.metricsUrl, mode: configuration.MODE },
    "listening",
  );
}

async function documentsOf({ TRUSTED_DOCUMENTS: mode, TRUSTED_DOCUMENTS_MANIFEST: path }: Configuration) {
  return { mode, manifest: path === undefined ? undefined : await readManifest(path).catch(asStartError) };
}

function asStartError(error: unknown): never {
  const expected = [InvalidSupergraphError, InvalidManifestError, InvalidUsageError];
  const isExpected = error instanceof Error && expected.some((kind) => error instanceof kind);
  throw isExpected ? new StartError(error.message) : error;
}

const COMPOSE_MS = 2_000;

function sourceOf(configuration: Configuration): SupergraphSource {
  const { SUPERGRAPH = "", COMPOSE, SUPERGRAPH_INTERVAL, SUPERGRAPH_DIGEST, SUPERGRAPH_KEY_FILE } = configuration;
  const clock = systemClock;
  if (COMPOSE !== undefined) {
    return composeSource(COMPOSE, { intervalMs: SUPERGRAPH_INTERVAL ?? COMPOSE_MS, clock });
  }
  if (!isUrl(SUPERGRAPH)) return fileSource(SUPERGRAPH);
  const trust = { digest: SUPERGRAPH_DIGEST, key: SUPERGRAPH_KEY_FILE };
  return urlSource(SUPERGRAPH, { intervalMs: SUPERGRAPH_INTERVAL, trust, clock });
}

const placesOf = ({ SUBGRAPH_URLS, SUBGRAPH_HOSTS, file }: Configuration): SubgraphPlaces => ({
  urls: { ...subgraphUrls(file), ...Object.fromEntries(SUBGRAPH_URLS) },
  hosts: SUBGRAPH_HOSTS,
});
