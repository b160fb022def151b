import { InvalidSupergraphError, type Supergraph } from "@threefold/federation";
import type { Logger } from "@threefold/telemetry";
import type { Generation } from "./generation.ts";
import type { Generations } from "./generations.ts";

/** A supergraph that was offered and not taken. */
export interface RefusedSupergraph {
  readonly reason: string;
  readonly at: Date;
}

export interface Reloader {
  /** The newest supergraph, when it was refused. */
  readonly refused: RefusedSupergraph | undefined;
  /** Reads the supergraph again and serves it, if it is another one and good. Never throws: what is refused is logged. */
  reload(): Promise<void>;
}

export interface ReloaderParts {
  readonly generations: Generations;
  /** Undefined when there is nothing new to read. */
  readonly load: () => Promise<Supergraph | undefined>;
  /** What was loaded last is to be loaded again. */
  readonly forget: () => void;
  readonly start: (supergraph: Supergraph) => Promise<Generation>;
  readonly logger: Logger;
  readonly measure: (outcome: "served" | "refused") => void;
  /** Aborted when nobody wants another supergraph any more. */
  readonly closing: AbortSignal;
}

export function createReloader(parts: ReloaderParts): Reloader {
  const { generations, load, forget, start, logger, measure, closing } = parts;
  let refused: RefusedSupergraph | undefined;
  const take = async () => {
    const supergraph = await load();
    if (supergraph === undefined) return;
    const isNew = supergraph.id !== generations.current.supergraph.id;
    if (isNew) {
      generations.replace(await start(supergraph));
      logger.info({ supergraph: supergraph.id }, "a new supergraph is served");
    }
    if (isNew || refused !== undefined) measure("served");
    refused = undefined;
  };
  return {
    get refused() {
      return refused;
    },
    async reload() {
      try {
        await take();
      } catch (error) {
        if (closing.aborted) return;
        // Nothing is wrong with the supergraph: what was may have passed when it is looked at again.
        if (!(error instanceof InvalidSupergraphError)) forget();
        const reason = error instanceof Error ? error.message : String(error);
        if (reason !== refused?.reason) {
          logger.error({ reason }, "the new supergraph is refused, the old one is served on");
          measure("refused");
        }
        refused = { reason, at: new Date() };
      }
    },
  };
}
