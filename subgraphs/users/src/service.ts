import { readFileSync } from "node:fs";
import type { PrismaAdapter } from "@threefold/database";
import { createHttpServer, type HttpServer } from "@threefold/http-server";
import { createPersonSigner, createReplayGuard, type SigningKey, type TrustedIssuer } from "@threefold/identity";
import { createSubgraphServer } from "@threefold/subgraph-server";
import { addRest } from "@threefold/subgraph-server/rest";
import type { Logger, Metrics } from "@threefold/telemetry";
import { addKeyVerifierRoute } from "./api-key/routes.ts";
import { addAvatarRoutes } from "./avatar/routes.ts";
import { openDomain } from "./domain.ts";
import { onlyEdges } from "./only-edges.ts";
import { resolvers } from "./resolvers.ts";
import { addRoutes } from "./rest.ts";
import { addKeyRoute, addRevocationRoute } from "./session/routes.ts";

/** How people's tokens are made. */
export interface TokenOptions {
  /** `current` signs; all are published, so that a token outlives the change of keys. */
  readonly keys: { readonly current: SigningKey; readonly all: readonly SigningKey[] };
  readonly issuer: string;
  readonly audience: string;
}

export interface ServiceOptions {
  /** The way to its own database. It is closed with the app. */
  readonly adapter: PrismaAdapter;
  readonly issuers: readonly TrustedIssuer[];
  readonly tokens: TokenOptions;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly introspection: boolean;
  /** Off reads every row by itself: what a graph costs without DataLoader. */
  readonly batching: boolean;
}

export const typeDefs = readFileSync(new URL("../schema.graphql", import.meta.url), "utf8");

/** The users service: its part of the graph, its REST API, its keys and pictures, its health. Closing the app closes what it opened. */
export async function createService(options: ServiceOptions): Promise<HttpServer> {
  const { keys, issuer, audience } = options.tokens;
  const signer = createPersonSigner({ issuer, audience, key: keys.current });
  const domain = openDomain({ ...options, signer });
  const app = createHttpServer({
    logger: options.logger,
    metrics: options.metrics,
    checks: { database: domain.check },
  });
  const shared = {
    name: "users",
    issuers: options.issuers,
    guard: createReplayGuard(),
    context: domain.context,
  };
  await createSubgraphServer(app, {
    ...shared,
    typeDefs,
    resolvers,
    logger: options.logger,
    metrics: options.metrics,
    introspection: options.introspection,
  });
  addRest(app, { ...shared, keyedRequests: domain.keyedRequests, routes: addRoutes });
  addKeyRoute(app, keys.all);
  const edges = onlyEdges("users", options.issuers);
  addRevocationRoute(app, domain.credentials.sessions, edges);
  addKeyVerifierRoute(app, domain.credentials.apiKeys, edges);
  addAvatarRoutes(app);
  app.addHook("onClose", domain.close);
  return app;
}
