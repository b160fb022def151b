import { InvalidSupergraphError, type Supergraph } from "@threefold/federation";
import { createPlanner } from "@threefold/federation/planner";
import { createOperationCache } from "../../operation/cache.ts";
import { operationSchema } from "../../operation/prepare.ts";
import { startApolloServer } from "../apollo/server.ts";
import type { Engine } from "../engine.ts";
import { asGateway } from "./gateway.ts";

/** Memory for prepared operations, in bytes. */
const MAX_PREPARED_BYTES = 64 * 1024 * 1024;

/** By which features a supergraph says that not everybody may ask for everything. */
const GUARD = /specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\//;

/**
 * What is loaded and not enforced would be a hole.
 * @throws InvalidSupergraphError naming a directive that guards fields, which this engine does not enforce
 */
function assertNoGuards(supergraph: Supergraph): void {
  const guard = GUARD.exec(supergraph.sdl)?.[1];
  if (guard === undefined) return;
  throw new InvalidSupergraphError(`the engine "threefold" cannot serve it: it does not enforce @${guard}`);
}

/** Our own engine: plans made in a thread of their own, compiled once for each document. */
export const threefold: Engine = {
  name: "threefold",
  async start(supergraph, options) {
    assertNoGuards(supergraph);
    const planner = createPlanner(supergraph.sdl);
    const gateway = asGateway({
      supergraph,
      schema: operationSchema(supergraph, planner),
      cache: createOperationCache(MAX_PREPARED_BYTES),
      subgraphs: options.subgraphs,
    });
    // The planner's thread is there before the first operation.
    void planner.plan("{ __typename }");
    const running = await startApolloServer("threefold", gateway, options);
    return {
      execute: running.execute,
      async close() {
        await running.close();
        await planner.close();
      },
    };
  },
};
