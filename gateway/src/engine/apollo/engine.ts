import { ApolloGateway } from "@apollo/gateway";
import { clientOf } from "../../subgraph/caller.ts";
import type { Engine } from "../engine.ts";
import { createDataSource } from "./data-source.ts";
import { asApolloLogger } from "./operation-log.ts";
import { startApolloServer } from "./server.ts";

/** The stock engine: `@apollo/gateway` in Apollo Server. */
export const apollo: Engine = {
  name: "apollo",
  start(supergraph, options) {
    const gateway = new ApolloGateway({
      supergraphSdl: supergraph.sdl,
      buildService: ({ name }) => createDataSource(clientOf(options.subgraphs, name)),
      __exposeQueryPlanExperimental: false,
      validateSupergraph: true,
      logger: asApolloLogger(options.logger),
    });
    return startApolloServer("apollo", gateway, options);
  },
};
