import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer, HeaderMap } from "@apollo/server";
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { InvalidSupergraphError, type Supergraph } from "@threefold/federation";
import { clientOf } from "../../subgraph/caller.ts";
import type { OperationContext } from "../../subgraph/context.ts";
import type { Engine, EngineOptions, HttpAnswer, HttpRequest } from "../engine.ts";
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
    try {
      await server.start();
    } catch (error) {
      throw new InvalidSupergraphError(`the engine "apollo" cannot serve it: ${explain(error)}`, { cause: error });
    }
    return {
      handle: (request, context) => handle(server, request, context),
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

/** Not by `@as-integrations/fastify`: it makes a URL of the Host header, so that a malformed one is a fault of ours. */
async function handle(
  server: ApolloServer<OperationContext>,
  { method, headers, search, body }: HttpRequest,
  context: OperationContext,
): Promise<HttpAnswer> {
  const httpGraphQLRequest = { method, headers: headerMapOf(headers), search, body };
  const answer = await server.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => context });
  if (answer.body.kind !== "complete") throw new Error("the stock engine answers in one part");
  return { status: answer.status ?? 200, headers: answer.headers, body: answer.body.string };
}

function headerMapOf(headers: HttpRequest["headers"]): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return map;
}

/** Apollo's messages on one line. */
const explain = (error: unknown) => (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, " ");
