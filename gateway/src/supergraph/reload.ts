import type { Supergraph } from "@threefold/federation";
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

export function createReloader(
  generations: Generations,
  load: () => Promise<Supergraph>,
  start: (supergraph: Supergraph) => Promise<Generation>,
  logger: Logger,
  measure: (outcome: "served" | "refused") => void,
): Reloader {
  let refused: RefusedSupergraph | undefined;
  return {
    get refused() {
      return refused;
    },
    async reload() {
      try {
        const served = generations.current.supergraph.id;
        const supergraph = await load();
        if (supergraph.id !== served) {
          generations.replace(await start(supergraph));
          logger.info({ supergraph: supergraph.id }, "a new supergraph is served");
        }
        if (refused !== undefined || supergraph.id !== served) measure("served");
        refused = undefined;
      } catch (error) {
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
