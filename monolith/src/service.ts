import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import type { PrismaAdapter } from "@threefold/database";
import type { EventLog } from "@threefold/events";
import { addGraphQLOverHttp } from "@threefold/graphql-http";
import { executeOnApollo } from "@threefold/graphql-http/apollo";
import { createHttpServer, type HttpServer } from "@threefold/http-server";
import { createPersonSigner, type SigningKey } from "@threefold/identity";
import { typeDefs as ordersSchema } from "@threefold/subgraph-orders";
import { openDomain as openOrders } from "@threefold/subgraph-orders/domain";
import { typeDefs as productsSchema } from "@threefold/subgraph-products";
import { openDomain as openProducts } from "@threefold/subgraph-products/domain";
import { acceptedBy, countStatements, errorFormatter } from "@threefold/subgraph-server";
import { typeDefs as usersSchema } from "@threefold/subgraph-users";
import { openDomain as openUsers } from "@threefold/subgraph-users/domain";
import type { Logger, Metrics } from "@threefold/telemetry";
import { localCatalogue } from "./catalogue.ts";
import { type Context, contextOf, type Domains } from "./domains.ts";
import { createIdentify } from "./identity.ts";
import { resolversFor, type SubgraphName } from "./resolvers.ts";
import { mergeSchemas } from "./schema.ts";
import { localSellers } from "./sellers.ts";

export interface ServiceOptions {
  /** The way to each domain's database. They are closed with the app. */
  readonly adapters: Readonly<Record<SubgraphName, PrismaAdapter>>;
  /** Their logs of what happened. They are closed with the app. */
  readonly events: Readonly<Record<"products" | "orders", EventLog>>;
  /** How people's tokens are made and known. */
  readonly tokens: {
    readonly keys: { readonly current: SigningKey; readonly all: readonly SigningKey[] };
    readonly issuer: string;
    readonly audience: string;
  };
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly introspection: boolean;
  /** Off reads every row by itself: what a graph costs without DataLoader. */
  readonly batching: boolean;
}

/** The schema that the three subgraphs make together, but for subscriptions. */
export const merged = mergeSchemas({ products: productsSchema, users: usersSchema, orders: ordersSchema });

/**
 * The same graph as the gateway's in one process: the same domains, rules and databases, and no federation. Clients
 * come with the same credentials. Closing the app closes what it opened.
 */
export async function createService(options: ServiceOptions): Promise<HttpServer> {
  const { logger, metrics } = options;
  const domains = openDomains(options);
  const app = createHttpServer({
    logger,
    metrics,
    checks: { products: domains.products.check, users: domains.users.check, orders: domains.orders.check },
  });
  countStatements(app, metrics);
  const server = new ApolloServer<Context>({
    typeDefs: merged.document,
    resolvers: resolversFor(merged),
    introspection: options.introspection,
    includeStacktraceInErrorResponses: false,
    formatError: errorFormatter(logger),
    logger,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled()],
  });
  await server.start();
  const identify = createIdentify(domains.users, { ...options.tokens, keys: options.tokens.keys.all });
  addGraphQLOverHttp(app, {
    vary: ["authorization"],
    compression: true,
    async executorFor({ headers, ip }) {
      const caller = { ...acceptedBy(await identify(headers)), clientAddress: ip };
      return {
        personal: caller.identity.kind !== "anonymous",
        execute: (request) => executeOnApollo(server, request, contextOf(domains, caller)),
        [Symbol.dispose]() {},
      };
    },
  });
  app.addHook("onClose", async () => {
    await server.stop();
    await domains.orders.close();
    await Promise.all([domains.products.close(), domains.users.close()]);
  });
  return app;
}

function openDomains({ adapters, events, tokens, logger, batching }: ServiceOptions): Domains {
  const { issuer, audience, keys } = tokens;
  const signer = createPersonSigner({ issuer, audience, key: keys.current });
  const users = openUsers({ adapter: adapters.users, signer, logger, batching });
  const sellers = localSellers(users);
  const products = openProducts({ adapter: adapters.products, events: events.products, sellers, batching });
  const orders = openOrders({
    adapter: adapters.orders,
    events: events.orders,
    catalogue: localCatalogue(products),
    logger,
    batching,
  });
  return { products, users, orders };
}
