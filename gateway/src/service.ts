import { createHttpServer, type HttpServer } from "@threefold/http-server";
import type { Logger, Metrics } from "@threefold/telemetry";
import { type EngineName, loadEngine } from "./engine/engines.ts";
import type { IdentityProvider } from "./identity/identity.ts";
import { createGatewayMeasurements } from "./metrics.ts";
import { createFaultSwitch } from "./subgraph/faults.ts";
import { forwardedNames } from "./subgraph/header-rules.ts";
import type { SubgraphHooks } from "./subgraph/hooks.ts";
import type { SubgraphsConfiguration } from "./subgraph/settings.ts";
import { loadSupergraph, type SupergraphFile } from "./supergraph/file.ts";
import { startGeneration } from "./supergraph/generation.ts";
import { createGenerations } from "./supergraph/generations.ts";
import { createReloader } from "./supergraph/reload.ts";
import { watchFile } from "./supergraph/watch.ts";
import { notFoundHandler, problemErrorHandler } from "./transport/errors.ts";
import { addFaults } from "./transport/faults.ts";
import { addGraphQL, type HttpConfiguration } from "./transport/graphql.ts";
import { addMount, type Mount } from "./transport/mounts.ts";
import { addPages } from "./transport/pages.ts";
import { addSupergraphStatus } from "./transport/supergraph.ts";

export interface GatewayOptions {
  readonly supergraph: SupergraphFile;
  /** Whether a change of the supergraph's file is followed. */
  readonly watch: boolean;
  readonly engine: EngineName;
  readonly identity: IdentityProvider;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly introspection: boolean;
  readonly detailedErrors: boolean;
  /** How subgraphs are asked, and with which headers. */
  readonly subgraphs: SubgraphsConfiguration;
  /** Code that looks at the requests to subgraphs. */
  readonly hooks?: SubgraphHooks | undefined;
  /** Whether subgraphs can be made to fail on demand. Only for development. */
  readonly faults: boolean;
  /** Milliseconds that one operation may take. */
  readonly timeout: number;
  readonly http: HttpConfiguration;
  /** A folder of pages to serve. */
  readonly pages?: string | undefined;
  readonly mounts: readonly Mount[];
}

/**
 * Builds the gateway, ready to listen. Subgraphs need not run yet: `/health/ready` says which do.
 * @throws InvalidSupergraphError or StartError when it cannot serve what it was given
 */
export async function createGateway(options: GatewayOptions): Promise<HttpServer> {
  const { logger, metrics } = options;
  const engine = await loadEngine(options.engine);
  const load = () => loadSupergraph(options.supergraph);
  const measurements = createGatewayMeasurements(metrics);
  const faults = options.faults ? createFaultSwitch() : undefined;
  const start = (supergraph: Awaited<ReturnType<typeof load>>) =>
    startGeneration(supergraph, engine, { ...options, faults, measurements: measurements.subgraphs });

  const generations = createGenerations(await start(await load()), (err) => logger.error({ err }, "unexpected error"));
  const reloader = createReloader(generations, load, start, logger, measurements.supergraph);
  const app = createHttpServer({ logger, metrics, checks: () => generations.current.checks });

  app.setErrorHandler(problemErrorHandler);
  app.setNotFoundHandler(notFoundHandler);
  addGraphQL(app, { ...options, generations, forwardHeaders: forwardedNames(options.subgraphs.headers) });
  if (faults) addFaults(app, faults, generations);
  addSupergraphStatus(app, { generations, reloader, detailed: options.detailedErrors });
  for (const mount of options.mounts) await addMount(app, mount);
  if (options.pages !== undefined) await addPages(app, options.pages);

  const closing = new AbortController();
  const watching = options.watch
    ? watchFile(options.supergraph.path, reloader.reload, closing.signal).catch((err) =>
        logger.error({ err }, "the supergraph's file is no longer watched"),
      )
    : Promise.resolve();
  app.addHook("onClose", async () => {
    closing.abort();
    await watching;
    await generations.close();
  });
  return app;
}
