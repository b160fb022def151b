import { ApolloGateway } from "@apollo/gateway";
import { withoutFeatures } from "@threefold/federation";
import { clientOf } from "../../subgraph/caller.ts";
import type { Engine } from "../engine.ts";
import { createDataSource } from "./data-source.ts";
import { asApolloLogger } from "./operation-log.ts";
import { startApolloServer } from "./server.ts";

/** Features that the stock gateway refuses to load, since it does not do what they demand. */
const REFUSED = ["authenticated", "requiresScopes", "policy", "context"];

/**
 * The stock engine: `@apollo/gateway` in Apollo Server. It serves any supergraph as if it guarded nothing, which is why
 * it is for development only.
 */
export const apollo: Engine = {
  name: "apollo",
  start(supergraph, options) {
    const gateway = new ApolloGateway({
      supergraphSdl: withoutFeatures(supergraph.sdl, REFUSED),
      buildService: ({ name }) => createDataSource(clientOf(options.subgraphs, name)),
      __exposeQueryPlanExperimental: false,
      validateSupergraph: true,
      logger: asApolloLogger(options.logger),
    });
    return startApolloServer("apollo", gateway, options);
  },
};
