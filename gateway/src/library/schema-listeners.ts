import type { GatewaySchemaLoadOrUpdateCallback } from "@apollo/server-gateway-interface";
import type { Supergraph } from "@threefold/federation";
import type { Logger } from "@threefold/telemetry";
import { withDefer } from "../operation/defer/index.ts";

/** Whoever wants to know which schema is served: each is told, whatever another one throws. */
export interface SchemaListeners {
  /** @returns what ends it */
  add(listener: GatewaySchemaLoadOrUpdateCallback): () => void;
  /** @throws what the first listener threw that did */
  loaded(supergraph: Supergraph): void;
  /** The new schema is served in any case: what listeners throw is logged. */
  updated(supergraph: Supergraph): void;
}

export function createSchemaListeners(logger: Logger): SchemaListeners {
  const listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  const tell = ({ apiSchema, sdl }: Supergraph): unknown[] => {
    const schema = withDefer(apiSchema);
    const thrown: unknown[] = [];
    for (const listener of listeners) {
      try {
        listener({ apiSchema: schema, coreSupergraphSdl: sdl });
      } catch (error) {
        thrown.push(error);
      }
    }
    return thrown;
  };
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    loaded(supergraph) {
      const thrown = tell(supergraph);
      if (thrown.length > 0) throw thrown[0];
    },
    updated(supergraph) {
      for (const err of tell(supergraph)) logger.error({ err }, "a listener for new schemas failed");
    },
  };
}
