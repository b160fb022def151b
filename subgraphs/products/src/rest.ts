import type { RestApi } from "@threefold/rest-server";
import { addCategoryRoutes } from "./category/rest.ts";
import type { Context } from "./context.ts";
import { addProductExports } from "./product/export-rest.ts";
import { addProductRoutes } from "./product/rest.ts";
import { addReviewRoutes } from "./review/rest.ts";
import { addStockRoutes } from "./stock/rest.ts";

/** All features' routes: the twin of resolvers.ts. */
export function addRoutes(api: RestApi<Context>): void {
  addProductRoutes(api);
  addProductExports(api);
  addStockRoutes(api);
  addReviewRoutes(api);
  addCategoryRoutes(api);
}
