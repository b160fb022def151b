import { createPlanner } from "@threefold/federation/planner";
import { createOperationCache } from "../../operation/cache.ts";
import { operationSchema } from "../../operation/prepare.ts";
import { startApolloServer } from "../apollo/server.ts";
import type { Engine } from "../engine.ts";
import { asGateway } from "./gateway.ts";

/** Memory for prepared operations, in bytes. */
const MAX_PREPARED_BYTES = 64 * 1024 * 1024;

/** Our own engine: plans made in a thread of their own, compiled once for each document. */
export const threefold: Engine = {
  name: "threefold",
  async start(supergraph, options) {
    const planner = createPlanner(supergraph.sdl);
    const gateway = asGateway({
      supergraph,
      schema: operationSchema(supergraph, planner),
      cache: createOperationCache(MAX_PREPARED_BYTES),
      subgraphs: options.subgraphs,
    });
    const running = await startApolloServer("threefold", gateway, options);
    return {
      handle: running.handle,
      async close() {
        await running.close();
        await planner.close();
      },
    };
  },
};
