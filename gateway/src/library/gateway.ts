import type { GatewayInterface } from "@apollo/server-gateway-interface";
import type { Supergraph } from "@threefold/federation";
import { createLogger, type Logger, type Metrics, noMetrics } from "@threefold/telemetry";
import { threefold } from "../engine/threefold/engine.ts";
import { type IdentityProvider, noIdentity } from "../identity/identity.ts";
import { createGatewayMeasurements, type GatewayMeasurements } from "../metrics.ts";
import { createDecideLabels, type OverrideHook } from "../operation/decide-labels.ts";
import { createGuards, type GuardsConfiguration } from "../operation/guards.ts";
import { forwardedNames } from "../subgraph/header-rules.ts";
import type { SubgraphHooks } from "../subgraph/hooks.ts";
import { type GivenSubgraphs, readSubgraphs, type SubgraphsConfiguration } from "../subgraph/settings.ts";
import { type Serving, startServing } from "../supergraph/serving.ts";
import type { SupergraphSource } from "../supergraph/source.ts";
import { createApolloExecutor, type Refusals } from "./apollo.ts";
import type { AddressOf } from "./context.ts";
import { createDeferPlugin, type DeferPlugin } from "./defer-plugin.ts";
import { createExecute } from "./execute.ts";
import { createLife } from "./life.ts";
import { checkGatewayOptions } from "./options.ts";
import type { GatewayRequest, GatewayResponse } from "./request.ts";
import { createSchemaListeners } from "./schema-listeners.ts";

/** What a gateway in somebody else's process is made of. Only the supergraph is needed. */
export interface GatewayOptions {
  /** The SDL of a Federation 2 supergraph, or where it comes from: such a source is followed, and new ones are served. */
  readonly supergraph: string | SupergraphSource;
  /** URLs in the place of the supergraph's own, by the subgraphs' names. */
  readonly subgraphUrls?: Readonly<Record<string, string>> | undefined;
  /**
   * The hosts, with a port or without, that the supergraph may name: it decides where identities are sent. All for a file
   * or a text, and none for a URL, unless given. `subgraphUrls` stand above it.
   */
  readonly subgraphHosts?: readonly string[] | undefined;
  /** How subgraphs are asked, and with which headers. */
  readonly subgraphs?: GivenSubgraphs | undefined;
  /** What operations are held to. */
  readonly guards?: GuardsConfiguration | undefined;
  /**
   * Which labels of `@override(label:)` are on for a request, but for `percent(…)`, which is thrown for. None, unless given.
   * It is asked only for operations whose plans may depend on one.
   */
  readonly overrideLabels?: OverrideHook | undefined;
  /** Who asks, by a request's headers. Nobody in particular, unless given. */
  readonly identity?: IdentityProvider | undefined;
  /** From which IP address a request came, by which budgets tell those apart of whom nobody says who they are. */
  readonly addressOf?: AddressOf | undefined;
  /** Code that looks at the requests to subgraphs. */
  readonly hooks?: SubgraphHooks | undefined;
  /** Milliseconds that one operation may take; 10,000 unless given. */
  readonly timeout?: number | undefined;
  /** Whether clients may read the schema; in development, unless given. Apollo Server, whose landing pages need it, has its own word in that, too. */
  readonly introspection?: boolean | undefined;
  /** Whether this is for development: the schema may be read, errors say what happened, everybody may have operations explained. */
  readonly development?: boolean | undefined;
  /** Silent unless given. */
  readonly logger?: Logger | undefined;
  /** Where measurements go, which several gateways may share; nothing is measured unless given. */
  readonly metrics?: Metrics | undefined;
}

/** A gateway in this process: for Apollo Server as its `gateway`, and for code as a function. */
export interface Gateway extends GatewayInterface, AsyncDisposable {
  /**
   * Answers a query or a mutation. Never rejects for what is asked; it does when the supergraph cannot be served, and the
   * next one then tries again.
   * @throws InvalidSupergraphError when the first supergraph cannot be served
   */
  execute(request: GatewayRequest): Promise<GatewayResponse>;
  /**
   * For Apollo Server: among its `plugins`, it answers `@defer` in parts. Without it, what is deferred is answered whole.
   * The server calls neither `formatError` nor `didEncounterErrors` for such answers: internal errors are masked by the gateway.
   */
  readonly deferPlugin: DeferPlugin;
}

/**
 * Makes a gateway over a supergraph. It begins with its first operation, or when Apollo Server starts; `stop` ends it, which
 * Apollo Server calls when it stops itself. So a second server cannot start with it before the first has stopped.
 *
 *     new ApolloServer({ gateway: createGateway({ supergraph }) })
 *
 * @throws TypeError for an option or a header rule that may not be
 */
export function createGateway(options: GatewayOptions): Gateway {
  checkGatewayOptions(options);
  const { identity = noIdentity, addressOf = nowhere, timeout = 10_000, development = false } = options;
  const { metrics = noMetrics() } = options;
  const logger = options.logger ?? createLogger({ name: "gateway", level: "silent" });
  const subgraphs = readSubgraphs(options.subgraphs);
  const forwardHeaders = forwardedNames(subgraphs.headers);
  const parts = { identity, addressOf, forwardHeaders, logger, timeout };
  const refusals: Refusals = new WeakMap();
  const measurements = createGatewayMeasurements(metrics);
  const listeners = createSchemaListeners(logger);
  const runOptions = { ...options, subgraphs, development, logger, metrics };
  const life = createLife((signal) => run(runOptions, measurements, listeners.updated, signal));
  const served = async () => (await life.running()).generations;
  const executor = createApolloExecutor(served, parts, refusals);
  let isLoaded = false;
  const stop = () => {
    isLoaded = false;
    return life.stop();
  };

  return {
    async load() {
      // Either one would end with the other. So it is with ApolloGateway.
      if (isLoaded) throw new Error(IN_ANOTHER_SERVER);
      const { generations } = await life.start();
      if (isLoaded) throw new Error(IN_ANOTHER_SERVER);
      isLoaded = true;
      try {
        listeners.loaded(generations.current.supergraph);
      } catch (error) {
        // The server does not start, and will not stop what it started.
        await stop();
        throw error;
      }
      return { executor };
    },
    onSchemaLoadOrUpdate: listeners.add,
    execute: createExecute(async () => (await life.start()).generations, parts),
    deferPlugin: createDeferPlugin(served, parts, refusals),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

const IN_ANOTHER_SERVER = "this gateway is in another Apollo Server, whose stop() would stop both: create one for each";

const nowhere: AddressOf = () => undefined;

type RunOptions = GatewayOptions & {
  readonly subgraphs: SubgraphsConfiguration;
  readonly development: boolean;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

async function run(
  options: RunOptions,
  measurements: GatewayMeasurements,
  updated: (supergraph: Supergraph) => void,
  signal: AbortSignal,
): Promise<Serving> {
  const { development, logger, metrics } = options;
  const serving = await startServing({
    source: typeof options.supergraph === "string" ? textSource(options.supergraph) : options.supergraph,
    places: { urls: options.subgraphUrls ?? {}, hosts: options.subgraphHosts },
    engine: threefold,
    logger,
    metrics,
    measurements,
    subgraphs: options.subgraphs,
    hooks: options.hooks,
    introspection: options.introspection ?? development,
    detailedErrors: development,
    explain: development ? "everybody" : "privileged",
    guards: createGuards(options.guards),
    decideLabels: createDecideLabels(options.overrideLabels),
    signal,
  });
  serving.generations.onReplaced(() => updated(serving.generations.current.supergraph));
  serving.follow();
  return serving;
}

/** A supergraph that never changes. */
const textSource = (sdl: string): SupergraphSource => ({
  name: "the supergraph",
  read: async () => sdl,
  follow: async () => {},
});
