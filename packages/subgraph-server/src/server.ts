import { ApolloServer, type ApolloServerPlugin, type BaseContext } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { buildSubgraphSchema, type GraphQLResolverMap } from "@apollo/subgraph";
import fastifyApollo, { fastifyApolloDrainPlugin } from "@as-integrations/fastify";
import type { HttpServer } from "@threefold/http-server";
import type { Logger, Metrics } from "@threefold/telemetry";
import type { FastifyRequest } from "fastify";
import { type GraphQLSchema, parse } from "graphql";
import { errorFormatter } from "./format-error.ts";
import { scalars } from "./scalars.ts";

export interface SubgraphServerOptions<Context extends BaseContext> {
  /** The text of `schema.graphql`. */
  readonly typeDefs: string;
  readonly resolvers: GraphQLResolverMap<Context>;
  /** What one request has. Throwing refuses the request. */
  readonly context: (request: FastifyRequest) => Promise<Context>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Whether the schema may be read from the running service. */
  readonly introspection: boolean;
}

/**
 * Serves a subgraph at `/graphql` of the given app: queries and mutations over HTTP, `_service` and `_entities` for
 * gateways, cache hints as headers, and errors that each have a code.
 */
export async function createSubgraphServer<Context extends BaseContext>(
  app: HttpServer,
  options: SubgraphServerOptions<Context>,
): Promise<ApolloServer<Context>> {
  const server = new ApolloServer<Context>({
    schema: subgraphSchema(options.typeDefs, options.resolvers),
    introspection: options.introspection,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    formatError: errorFormatter(options.logger),
    logger: options.logger,
    stopOnTerminationSignals: false,
    plugins: [fastifyApolloDrainPlugin(app), ApolloServerPluginLandingPageDisabled(), counting(options.metrics)],
  });
  await server.start();
  await app.register(fastifyApollo(server), { path: "/graphql", context: options.context });
  return server;
}

/** The executable schema: what is written by hand, with the scalars that all subgraphs share. */
export function subgraphSchema<Context>(typeDefs: string, resolvers: GraphQLResolverMap<Context>): GraphQLSchema {
  const document = parse(typeDefs);
  const declared = new Set(
    document.definitions.flatMap((node) => ("name" in node && node.name ? [node.name.value] : [])),
  );
  const shared = Object.fromEntries(Object.entries(scalars).filter(([name]) => declared.has(name)));
  return buildSubgraphSchema([{ typeDefs: document, resolvers: { ...shared, ...resolvers } }]);
}

function counting(metrics: Metrics): ApolloServerPlugin {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ operation, errors }) => {
        metrics.operations.inc({ type: operation?.operation ?? "none", outcome: errors ? "error" : "ok" });
      },
    }),
  };
}
