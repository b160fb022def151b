import type { RestApi } from "@threefold/rest-server";
import { addCartRoutes } from "./cart/rest.ts";
import type { Context } from "./context.ts";
import { addOrderRoutes } from "./order/rest.ts";
import { addSalesRoutes } from "./sales/rest.ts";
import { addShippingRoutes } from "./shipping/rest.ts";

/** All features' routes: the twin of resolvers.ts. */
export function addRoutes(api: RestApi<Context>): void {
  addOrderRoutes(api);
  addCartRoutes(api);
  addSalesRoutes(api);
  addShippingRoutes(api);
}
