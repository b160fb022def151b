import { readFileSync } from "node:fs";
import type { PrismaAdapter } from "@threefold/database";
import type { EventLog } from "@threefold/events";
import { createHttpServer, type HttpServer } from "@threefold/http-server";
import { createReplayGuard, type TrustedIssuer } from "@threefold/identity";
import { createSubgraphServer } from "@threefold/subgraph-server";
import { addRest } from "@threefold/subgraph-server/rest";
import type { Logger, Metrics } from "@threefold/telemetry";
import { openDomain } from "./domain.ts";
import { addImageRoutes } from "./image/routes.ts";
import { resolvers } from "./resolvers.ts";
import { addRoutes } from "./rest.ts";
import type { Sellers } from "./seller/client.ts";

export interface ServiceOptions {
  /** The way to its own database. It is closed with the app. */
  readonly adapter: PrismaAdapter;
  /** Its database's log of what happened. It is closed with the app. */
  readonly events: EventLog;
  /** The users service, where people are looked up. */
  readonly sellers: Sellers;
  readonly issuers: readonly TrustedIssuer[];
  /** Origins of the routers that events may be sent to by callbacks. */
  readonly callbackOrigins?: readonly string[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly introspection: boolean;
  /** Off reads every row by itself: what a graph costs without DataLoader. */
  readonly batching: boolean;
}

export const typeDefs = readFileSync(new URL("../schema.graphql", import.meta.url), "utf8");

/** The products service: its part of the graph, its REST API, its pictures, its health. Closing the app closes what it opened. */
export async function createService(options: ServiceOptions): Promise<HttpServer> {
  const domain = openDomain(options);
  const app = createHttpServer({
    logger: options.logger,
    metrics: options.metrics,
    checks: { database: domain.check },
  });
  const shared = {
    name: "products",
    issuers: options.issuers,
    guard: createReplayGuard(),
    context: domain.context,
  };
  await createSubgraphServer(app, {
    ...shared,
    typeDefs,
    resolvers,
    callbackOrigins: options.callbackOrigins,
    logger: options.logger,
    metrics: options.metrics,
    introspection: options.introspection,
  });
  addRest(app, { ...shared, keyedRequests: domain.keyedRequests, routes: addRoutes });
  addImageRoutes(app);
  app.addHook("onClose", domain.close);
  return app;
}
