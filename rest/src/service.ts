import { createHttpServer, type HttpServer } from "@threefold/http-server";
import type { ClientIdentity } from "@threefold/identity";
import { addRestScope, allowOrigins, refuseUnreadable } from "@threefold/rest-server";
import type { Logger, Metrics } from "@threefold/telemetry";
import { type Clock, systemClock } from "@threefold/upstream";
import { addJsonApi } from "./jsonapi/routes.ts";
import type { ApiDocument } from "./pass/document.ts";
import { addPassedRoutes } from "./pass/routes.ts";
import { addReference } from "./reference.ts";
import { identifyClients } from "./services/asking.ts";
import type { ServiceName } from "./services/names.ts";
import { checksOf, createServices } from "./services/services.ts";
import { addViews } from "./views/routes.ts";

export interface EdgeOptions {
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** The description of the whole API; undefined for an edge that is only to describe its own part of it. */
  readonly document: ApiDocument | undefined;
  readonly identity: ClientIdentity;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Milliseconds that one request may take, with all that it asks of services. */
  readonly timeout: number;
  readonly trustedProxies: readonly string[];
  /** Origins of pages that may ask from a browser, or all; none unless given. */
  readonly origins?: readonly string[] | "*";
  /** The machine's own unless given. */
  readonly clock?: Clock;
}

/**
 * The REST edge, ready to listen. Services need not run yet: `/health/ready` says which do, and one that is away keeps the edge from
 * nothing: it costs what it owns.
 */
export async function createEdge(options: EdgeOptions): Promise<HttpServer> {
  const { logger, metrics, identity, timeout } = options;
  const clock = options.clock ?? systemClock;
  const services = createServices(options.urls, { metrics, logger, clock });
  const app = createHttpServer({
    logger,
    metrics,
    observed: checksOf(services),
    trustedProxies: options.trustedProxies,
    refuseUnreadable,
  });
  if (options.origins && options.origins.length > 0) await allowOrigins(app, options.origins);
  addRestScope(app, {
    title: "Threefold",
    asProblem: () => undefined,
    coded: true,
    bodies: "raw",
    document: options.document,
    async routes(scope) {
      identifyClients(scope, { identity, timeout, clock });
      addViews(scope, services);
      await addJsonApi(scope, services);
      if (options.document) addPassedRoutes(scope, options.document, services);
    },
  });
  if (options.document) await addReference(app, options.document);
  app.addHook("onClose", async () => {
    await Promise.all(Object.values(services).map((service) => service.close()));
  });
  return app;
}
