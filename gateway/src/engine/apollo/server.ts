import { ApolloServer, HeaderMap } from "@apollo/server";
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { GatewayInterface } from "@apollo/server-gateway-interface";
import { InvalidSupergraphError } from "@threefold/federation";
import type { OperationContext } from "../../subgraph/context.ts";
import type { EngineOptions, HttpAnswer, HttpRequest, RunningEngine } from "../engine.ts";
import { privateAnswers } from "./cache-control.ts";
import { errorFormatter } from "./errors.ts";
import { asApolloLogger, operationLog } from "./operation-log.ts";

/** As many tokens as Apollo Router allows a document by default. */
const MAX_TOKENS = 15_000;

/**
 * Serves what runs operations by Apollo Server: its GraphQL over HTTP, its errors, its log.
 * @param engine the name by which the engine is asked for
 * @throws InvalidSupergraphError when the engine does not take the supergraph
 */
export async function startApolloServer(
  engine: string,
  gateway: GatewayInterface,
  options: EngineOptions,
): Promise<RunningEngine> {
  const server = new ApolloServer<OperationContext>({
    gateway,
    logger: asApolloLogger(options.logger),
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
  try {
    await server.start();
  } catch (error) {
    throw new InvalidSupergraphError(`the engine "${engine}" cannot serve it: ${explain(error)}`, { cause: error });
  }
  return {
    handle: (request, context) => handle(server, request, context),
    close: () => server.stop(),
  };
}

/** Not by `@as-integrations/fastify`: it makes a URL of the Host header, so that a malformed one is a fault of ours. */
async function handle(
  server: ApolloServer<OperationContext>,
  { method, headers, search, body }: HttpRequest,
  context: OperationContext,
): Promise<HttpAnswer> {
  const httpGraphQLRequest = { method, headers: headerMapOf(headers), search, body };
  const answer = await server.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => context });
  if (answer.body.kind !== "complete") throw new Error("engines answer in one part");
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
