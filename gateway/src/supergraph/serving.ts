import { InvalidSupergraphError, type Supergraph } from "@threefold/federation";
import type { Engine } from "../engine/engine.ts";
import type { GatewayMeasurements } from "../metrics.ts";
import { createOperationCache } from "../operation/cache.ts";
import { type GenerationOptions, startGeneration } from "./generation.ts";
import { createGenerations, type Generations } from "./generations.ts";
import { createReloader, type Reloader } from "./reload.ts";
import { loadSupergraph, type SubgraphPlaces, type SupergraphSource } from "./source.ts";

/** The supergraphs of one source, each served until the next one is there. */
export interface Serving {
  readonly generations: Generations;
  readonly reloader: Reloader;
  /** From now on the source's changes are served. */
  follow(): void;
  close(): Promise<void>;
}

export interface ServingOptions extends Omit<GenerationOptions, "cache" | "measurements"> {
  readonly source: SupergraphSource;
  readonly places: SubgraphPlaces;
  readonly engine: Engine;
  readonly measurements: GatewayMeasurements;
  /** Ends the reading of supergraphs: of the first one, too. */
  readonly signal?: AbortSignal | undefined;
}

/** Memory for prepared operations, in bytes. */
const MAX_PREPARED_BYTES = 64 * 1024 * 1024;

/**
 * Begins to serve what a source has.
 * @throws InvalidSupergraphError when that cannot be served
 */
export async function startServing({ source, places, engine, signal, ...options }: ServingOptions): Promise<Serving> {
  const { logger, measurements } = options;
  const lasting = { cache: createOperationCache(MAX_PREPARED_BYTES), measurements: measurements.subgraphs };
  const closing = new AbortController();
  const endsWith = signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]);
  const load = () => loadSupergraph(source, places, endsWith);
  const start = (supergraph: Supergraph) => startGeneration(supergraph, engine, { ...options, ...lasting });

  // Whoever read it before may be gone.
  source.forget?.();
  const first = await load();
  if (first === undefined) throw new InvalidSupergraphError(`${source.name} was read before`);
  const generations = createGenerations(await start(first), (err) => logger.error({ err }, "unexpected error"));
  const reloader = createReloader({
    generations,
    load,
    forget: () => source.forget?.(),
    start,
    logger,
    measure: measurements.supergraph,
    closing: endsWith,
  });
  let following = Promise.resolve();
  return {
    generations,
    reloader,
    follow() {
      following = source
        .follow(reloader.reload, endsWith)
        .catch((err) => logger.error({ err }, "the supergraph is no longer followed"));
    },
    async close() {
      closing.abort();
      await following;
      await generations.close();
    },
  };
}
