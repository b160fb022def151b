import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { buildSubgraphSchema, type GraphQLResolverMap } from "@apollo/subgraph";
import { addGraphQLOverHttp } from "@threefold/graphql-http";
import { executeOnApollo } from "@threefold/graphql-http/apollo";
import type { HttpServer } from "@threefold/http-server";
import { createVerifier, type ReplayGuard, type TrustedIssuer, type Verified } from "@threefold/identity";
import type { Logger, Metrics } from "@threefold/telemetry";
import { type GraphQLSchema, parse } from "graphql";
import { type CallerContext, callerOf, singleUse } from "./caller.ts";
import { inTime, keepDeadlines } from "./deadline.ts";
import { withStatements } from "./explain.ts";
import { errorFormatter } from "./format-error.ts";
import { scalars } from "./scalars.ts";
import { countStatements } from "./statements.ts";
import { addSubscriptions } from "./subscription/index.ts";

export interface SubgraphServerOptions<Context extends CallerContext> {
  /** The subgraph's name: a token must be meant for it. */
  readonly name: string;
  /** Who may tell this subgraph who is asking. */
  readonly issuers: readonly TrustedIssuer[];
  /** The text of `schema.graphql`. */
  readonly typeDefs: string;
  /** Resolvers that satisfy the types generated from the same document. */
  readonly resolvers: object;
  /**
   * What one request has, or one event of a subscription.
   * @param afterEventId the last event that a subscriber has seen, when it reads on
   */
  readonly context: (caller: Verified, afterEventId?: string) => Context;
  /** Origins of the routers that events may be sent to by callbacks. Nobody unless given. */
  readonly callbackOrigins?: readonly string[] | undefined;
  /** Holds that a token for a write is used once, whichever API of the service it is used at. */
  readonly guard: ReplayGuard;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Whether the schema may be read from the running service. */
  readonly introspection: boolean;
}

/**
 * Serves a subgraph at `/graphql` of the given app, to whom the trusted issuers vouch for and to nobody in particular: queries
 * and mutations over HTTP, subscriptions by WebSocket and callback, `_service` and `_entities` for gateways, cache hints as
 * headers, and errors that each have a code. What is not answered in the time that a request gives is ended.
 */
export async function createSubgraphServer<Context extends CallerContext>(
  app: HttpServer,
  options: SubgraphServerOptions<Context>,
): Promise<void> {
  const verifier = createVerifier({ audience: options.name, issuers: options.issuers });
  const schema = subgraphSchema(options.typeDefs, options.resolvers);
  const formatError = errorFormatter(options.logger);
  const server = new ApolloServer<Context>({
    schema,
    introspection: options.introspection,
    includeStacktraceInErrorResponses: false,
    formatError,
    logger: options.logger,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled(), counting(options.metrics), singleUse(options.guard)],
  });
  await server.start();
  countStatements(app, options.metrics);
  keepDeadlines(app);
  const callbacks =
    schema.getSubscriptionType() &&
    addSubscriptions(app, {
      schema,
      metrics: options.metrics,
      context: options.context,
      formatError,
      callerOf: (headers) => callerOf(headers, verifier),
      callbackOrigins: options.callbackOrigins ?? [],
      logger: options.logger,
    });
  addGraphQLOverHttp(app, {
    async executorFor({ headers }) {
      const caller = await callerOf(headers, verifier);
      return {
        personal: caller.identity.kind !== "anonymous",
        execute: (request) =>
          callbacks && request.extensions?.["subscription"] !== undefined
            ? callbacks.begin(request, caller)
            : inTime(() => withStatements(() => executeOnApollo(server, request, options.context(caller)), caller)),
        [Symbol.dispose]() {},
      };
    },
  });
  app.addHook("onClose", () => server.stop());
}

/** The executable schema: what is written by hand, with the scalars that all subgraphs share. */
export function subgraphSchema(typeDefs: string, resolvers: object): GraphQLSchema {
  const document = parse(typeDefs);
  const declared = new Set(
    document.definitions.flatMap((node) => ("name" in node && node.name ? [node.name.value] : [])),
  );
  const shared = Object.fromEntries(Object.entries(scalars).filter(([name]) => declared.has(name)));
  const all = { ...shared, ...resolvers } as GraphQLResolverMap<unknown>;
  return buildSubgraphSchema([{ typeDefs: document, resolvers: all }]);
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
