import { createHttpServer } from "@threefold/http-server";
import { ANONYMOUS, createReplayGuard } from "@threefold/identity";
import type { RestApi } from "@threefold/rest-server";
import { addRest } from "@threefold/subgraph-server/rest";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { createEdge } from "../../rest/src/service.ts";
import { addRoutes as orders } from "../../subgraphs/orders/src/rest.ts";
import { addRoutes as products } from "../../subgraphs/products/src/rest.ts";
import { addRoutes as users } from "../../subgraphs/users/src/rest.ts";

/** A part of the API's description, as a process gives it at `/openapi.json`. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, object>> };
}

const quiet = () => ({ logger: createLogger({ name: "openapi", level: "silent" }), metrics: createMetrics() });

/** What each process that answers REST says of itself. None of them listens, or has a database. */
export async function describeAll(): Promise<Readonly<Record<"products" | "users" | "orders" | "rest", Description>>> {
  return {
    products: await describe(products),
    users: await describe(users),
    orders: await describe(orders),
    rest: await describeEdge(),
  };
}

async function describe<Context>(routes: (api: RestApi<Context>) => void): Promise<Description> {
  const app = createHttpServer(quiet());
  addRest<Context>(app, {
    name: "described",
    issuers: [],
    guard: createReplayGuard(),
    context: () => {
      throw new Error("nobody is to be answered");
    },
    routes,
  });
  return asked(app);
}

async function describeEdge(): Promise<Description> {
  const nowhere = "http://127.0.0.1:9";
  const app = await createEdge({
    ...quiet(),
    urls: { products: nowhere, users: nowhere, orders: nowhere },
    document: undefined,
    identity: {
      identify: async () => ({ caller: { identity: ANONYMOUS, anonymous: true, headersFor: async () => ({}) } }),
    },
    timeout: 1,
    trustedProxies: [],
  });
  return asked(app);
}

async function asked(app: Awaited<ReturnType<typeof createEdge>>): Promise<Description> {
  const answer = await app.inject({ url: "/openapi.json" });
  await app.close();
  return answer.json();
}
