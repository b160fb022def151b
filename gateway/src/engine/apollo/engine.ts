import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { InvalidSupergraphError, type Supergraph } from "@threefold/federation";
import { executeOnApollo } from "@threefold/graphql-http/apollo";
import { clientOf } from "../../subgraph/caller.ts";
import type { OperationContext } from "../../subgraph/context.ts";
import type { Engine, EngineOptions } from "../engine.ts";
import { createDataSource } from "./data-source.ts";
import { errorFormatter } from "./errors.ts";
import { asApolloLogger, operationLog } from "./operation-log.ts";

/** As many tokens as Apollo Router allows a document by default. */
const MAX_TOKENS = 15_000;

/** The stock engine: `@apollo/gateway` in Apollo Server. */
export const apollo: Engine = {
  name: "apollo",
  async start(supergraph, options) {
    const server = createServer(supergraph, options);
    try {
      await server.start();
    } catch (error) {
      throw new InvalidSupergraphError(`the engine "apollo" cannot serve it: ${explain(error)}`, { cause: error });
    }
    return {
      execute: (request, context) => executeOnApollo(server, request, context),
      close: () => server.stop(),
    };
  },
};

function createServer(supergraph: Supergraph, options: EngineOptions): ApolloServer<OperationContext> {
  const logger = asApolloLogger(options.logger);
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph.sdl,
    buildService: ({ name }) => createDataSource(clientOf(options.subgraphs, name)),
    __exposeQueryPlanExperimental: false,
    validateSupergraph: true,
    logger,
  });
  return new ApolloServer<OperationContext>({
    gateway,
    logger,
    nodeEnv: options.detailedErrors ? "development" : "production",
    introspection: options.introspection,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !options.introspection,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: MAX_TOKENS },
    stopOnTerminationSignals: false,
    formatError: errorFormatter(options),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      // How long an answer may be kept, the way that it goes out decides.
      ApolloServerPluginCacheControlDisabled(),
      operationLog(options.metrics),
    ],
  });
}

/** Apollo's messages on one line. */
const explain = (error: unknown) => (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, " ");
