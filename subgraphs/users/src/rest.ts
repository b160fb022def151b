import type { RestApi } from "@threefold/rest-server";
import { addAddressRoutes } from "./address/rest.ts";
import { addApiKeyRoutes } from "./api-key/rest.ts";
import type { Context } from "./context.ts";
import { addPersonRoutes } from "./person/rest.ts";
import { addSessionRoutes } from "./session/rest.ts";

/** All features' routes: the twin of resolvers.ts. */
export function addRoutes(api: RestApi<Context>): void {
  addPersonRoutes(api);
  addAddressRoutes(api);
  addSessionRoutes(api);
  addApiKeyRoutes(api);
}
