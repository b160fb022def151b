import {
  acceptedCoding,
  type Check,
  createClientAddressOf,
  createHttpServer,
  type HttpServer,
} from "@threefold/http-server";
import type { Logger, Metrics } from "@threefold/telemetry";
import { systemClock } from "@threefold/upstream";
import { checkOptions } from "./configuration/in-code.ts";
import { checkKinds, SERVER_KINDS } from "./configuration/kinds-in-code.ts";
import { type EngineName, loadEngine } from "./engine/engines.ts";
import type { ExplainTo } from "./explain/explain.ts";
import { CREDENTIALS } from "./identity/credentials.ts";
import type { IdentityProvider } from "./identity/identity.ts";
import { createGatewayMeasurements, type GatewayMeasurements } from "./metrics.ts";
import type { DecideLabels } from "./operation/decide-labels.ts";
import { createGuards, type Guards, type GuardsConfiguration } from "./operation/guards.ts";
import { createFaultSwitch, type FaultSwitch } from "./subgraph/faults.ts";
import { forwardedNames } from "./subgraph/header-rules.ts";
import type { SubgraphHooks } from "./subgraph/hooks.ts";
import { largestResponse, type SubgraphsConfiguration } from "./subgraph/settings.ts";
import { STREAM_DEFAULTS, type StreamSettings } from "./subscription/settings.ts";
import { createStreams } from "./subscription/streams.ts";
import type { Generation } from "./supergraph/generation.ts";
import type { Reloader } from "./supergraph/reload.ts";
import { type Serving, startServing } from "./supergraph/serving.ts";
import type { SubgraphPlaces, SupergraphSource } from "./supergraph/source.ts";
import { addCallbacks } from "./transport/callbacks.ts";
import { notFoundHandler, problemErrorHandler } from "./transport/errors.ts";
import { addFaults } from "./transport/faults.ts";
import { addGraphQL, type HttpConfiguration } from "./transport/graphql.ts";
import { addMount, type Mount } from "./transport/mounts.ts";
import { addPages } from "./transport/pages.ts";
import { addSupergraphStatus } from "./transport/supergraph.ts";
import { addWebSocket } from "./transport/websocket/server.ts";
import type { RecordUsage } from "./usage/usage.ts";

/**
 * What `/health/ready` needs. All gateways have the same subgraphs: behind a load balancer, one subgraph that is away
 * would take the whole graph away where subgraphs count, and costs its own fields where the gateway alone does.
 */
export type Readiness = "gateway" | "subgraphs";

export interface GatewayServerOptions {
  readonly supergraph: SupergraphSource;
  readonly places: SubgraphPlaces;
  /** Whether the supergraph's changes are followed. */
  readonly watch: boolean;
  readonly engine: EngineName;
  readonly identity: IdentityProvider;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly introspection: boolean;
  /** What operations are held to. */
  readonly guards?: GuardsConfiguration | undefined;
  /** Which labels of `@override` are on: by `percent(…)` alone, unless given. */
  readonly decideLabels?: DecideLabels | undefined;
  readonly detailedErrors: boolean;
  /** Notes which client sent which operation. Nobody does unless given. */
  readonly recordUsage?: RecordUsage | undefined;
  /** Who may have operations explained: those with the scope `gateway:explain`, unless given. */
  readonly explain?: ExplainTo | undefined;
  /** How subgraphs are asked, and with which headers. */
  readonly subgraphs: SubgraphsConfiguration;
  /** Code that looks at the requests to subgraphs. */
  readonly hooks?: SubgraphHooks | undefined;
  /** Whether subgraphs can be made to fail on demand. Only for development. */
  readonly faults: boolean;
  /** What `/health/ready` needs: the gateway alone, unless given. */
  readonly readiness?: Readiness | undefined;
  /** Milliseconds that one operation may take. */
  readonly timeout: number;
  readonly http: HttpConfiguration;
  /** Proxies whose `X-Forwarded-For` is believed, as `proxy-addr` names them; none unless given. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** How subscriptions are served to clients; what is left out, by default. */
  readonly streams?: Partial<StreamSettings> | undefined;
  /** Where subgraphs reach this process, for those that send events by HTTP callback. */
  readonly callbackUrl?: string | undefined;
  /** A folder of pages to serve. */
  readonly pages?: string | undefined;
  readonly mounts: readonly Mount[];
}

/**
 * Builds the gateway, ready to listen. Subgraphs need not run yet: `/health/ready` says which do.
 * @throws InvalidSupergraphError or StartError when it cannot serve what it was given, TypeError for an option or a header
 * rule that may not be. Nothing of it then runs on
 */
export async function createGatewayServer(options: GatewayServerOptions): Promise<HttpServer> {
  const { logger, metrics, places, trustedProxies = [] } = options;
  checkKinds(options, SERVER_KINDS);
  checkOptions({ ...options, ...places }, { urls: "places.urls", hosts: "places.hosts" });
  const forwardHeaders = forwardedNames(options.subgraphs.headers);
  const engine = await loadEngine(options.engine);
  const measurements = createGatewayMeasurements(metrics);
  const faults = options.faults ? createFaultSwitch() : undefined;
  const guards = createGuards(options.guards);
  const serving = await startServing({
    ...options,
    source: options.supergraph,
    engine,
    guards,
    faults,
    measurements,
    explain: options.explain ?? "privileged",
  });
  const { generations, reloader } = serving;
  let app: HttpServer | undefined;
  try {
    app = createHttpServer({
      logger,
      metrics,
      maxHeaderBytes: options.http.maxHeaderBytes,
      ...(trustedProxies.length > 0 && { trustedProxies }),
      [options.readiness === "subgraphs" ? "checks" : "observed"]: () =>
        checksOf(generations.current, reloader, options.detailedErrors),
    });
    await furnish(app, options, { serving, guards, faults, measurements, forwardHeaders });
  } catch (error) {
    // What went wrong first is told, whatever comes of this.
    await app?.close().catch(() => {});
    await serving.close();
    throw error;
  }
  if (options.watch) serving.follow();
  app.addHook("onClose", serving.close);
  return app;
}

interface Parts {
  readonly serving: Serving;
  readonly guards: Guards;
  readonly faults: FaultSwitch | undefined;
  readonly measurements: GatewayMeasurements;
  readonly forwardHeaders: readonly string[];
}

/** Adds all that clients can ask for. */
async function furnish(app: HttpServer, options: GatewayServerOptions, parts: Parts): Promise<void> {
  const { serving, guards, faults, measurements, forwardHeaders } = parts;
  const { generations, reloader } = serving;
  app.setErrorHandler(problemErrorHandler);
  app.setNotFoundHandler(notFoundHandler);
  const settings = { ...STREAM_DEFAULTS, ...options.streams };
  const streams = createStreams({
    ...options,
    generations,
    settings,
    budgets: guards.budgets,
    log: app.log,
    clock: systemClock,
    measure: measurements.streams,
  });
  addWebSocket(app, {
    ...options,
    ...streams,
    generations,
    settings,
    origins: options.http.cors?.origins ?? [],
    clientAddressOf: createClientAddressOf(options.trustedProxies ?? []),
    headerNames: new Set([...CREDENTIALS, ...forwardHeaders]),
    clock: systemClock,
    log: app.log,
    measure: measurements.streams,
  });
  app.addHook("preClose", () => streams.close());
  if (streams.callbacks) addCallbacks(app, streams.callbacks, largestResponse(options.subgraphs));
  const codingFor = options.http.compression ? acceptedCoding : () => undefined;
  const streaming = { ...streams, settings, clock: systemClock, measure: measurements.streams, codingFor };
  addGraphQL(app, {
    ...options,
    generations,
    forwardHeaders,
    open: streams.open,
    streaming,
  });
  if (faults) addFaults(app, faults, generations);
  addSupergraphStatus(app, { generations, reloader, detailed: options.detailedErrors });
  for (const mount of options.mounts) await addMount(app, mount);
  if (options.pages !== undefined) await addPages(app, options.pages);
}

/**
 * How what stands behind the gateway is. A supergraph that was refused is told of and keeps nobody from being ready: the
 * old one serves, and all gateways have the same.
 */
function checksOf({ checks }: Generation, { refused }: Reloader, detailed: boolean): Readonly<Record<string, Check>> {
  if (refused === undefined) return checks;
  const { at, reason } = refused;
  const detail = { refused: { at: at.toISOString(), ...(detailed && { reason }) } };
  return { ...checks, supergraph: async () => detail };
}
