import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { Supergraph } from "@threefold/federation";
import type { Engine, EngineOptions, RequestContext } from "../engine.ts";
import { privateAnswers } from "./cache-control.ts";
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
    await server.start();
    return {
      handle(request, reply, context) {
        const handler = fastifyApolloHandler(server, { context: async () => context });
        return Promise.resolve(handler.call(request.server, request, reply));
      },
      close: () => server.stop(),
    };
  },
};

function createServer(supergraph: Supergraph, options: EngineOptions): ApolloServer<RequestContext> {
  const logger = asApolloLogger(options.logger);
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph.sdl,
    buildService: ({ name }) => createDataSource(clientOf(name, options)),
    __exposeQueryPlanExperimental: false,
    validateSupergraph: true,
    logger,
  });
  return new ApolloServer<RequestContext>({
    gateway,
    logger,
    nodeEnv: options.detailedErrors ? "development" : "production",
    introspection: options.introspection,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !options.introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: MAX_TOKENS },
    stopOnTerminationSignals: false,
    formatError: errorFormatter(options),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      operationLog(options.metrics),
      privateAnswers,
    ],
  });
}

function clientOf(name: string, { subgraphs }: EngineOptions) {
  const client = subgraphs.get(name);
  if (client === undefined) throw new Error(`there is no client for the subgraph ${name}`);
  return client;
}
