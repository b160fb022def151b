import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { GatewayInterface } from "@apollo/server-gateway-interface";
import { InvalidSupergraphError } from "@threefold/federation";
import { executeOnApollo } from "@threefold/graphql-http/apollo";
import type { OperationContext } from "../../subgraph/context.ts";
import type { EngineOptions, RunningEngine } from "../engine.ts";
import { errorFormatter } from "../errors.ts";

import { asApolloLogger, operationLog } from "./operation-log.ts";

/** As many tokens as Apollo Router allows a document by default. */
const MAX_TOKENS = 15_000;

/**
 * Serves what runs operations by Apollo Server: its validation, its errors, its log.
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
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: MAX_TOKENS },
    stopOnTerminationSignals: false,
    formatError: errorFormatter(options),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      // How long an answer may be kept, the way that it goes out decides.
      ApolloServerPluginCacheControlDisabled(),
      operationLog(options.metrics, options.recordUsage),
      runMutationsToTheirEnd,
    ],
  });
  try {
    await server.start();
  } catch (error) {
    throw new InvalidSupergraphError(`the engine "${engine}" cannot serve it: ${explain(error)}`, { cause: error });
  }
  return {
    execute: (request, context) => executeOnApollo(server, request, context),
    close: () => server.stop(),
  };
}

/** Whoever stops waiting for a mutation does not leave it half-way. */
const runMutationsToTheirEnd: ApolloServerPlugin<OperationContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, contextValue }) {
        if (operation?.operation === "mutation") contextValue.deadline.commit();
      },
    };
  },
};

/** Apollo's messages on one line. */
const explain = (error: unknown) => (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, " ");
