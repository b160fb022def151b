import { type Connection, type PageArguments, pageRequest } from "@threefold/pagination";
import { isStorable, isUuid, type Loaders } from "@threefold/subgraph-server";
import type { ProductSort } from "../generated/resolvers.ts";
import type { Branch } from "./branch.ts";
import type { ProductColumn, ProductRow } from "./columns.ts";
import { productOrders } from "./orders.ts";
import type { ProductRepository } from "./repository.ts";

type Columns = readonly ProductColumn[];

/** Products by what refers to them: one statement for all that a level of the query asks for. */
export function productLoaders(loaders: Loaders, products: ProductRepository) {
  return {
    async byId(id: string, columns: Columns): Promise<ProductRow | null> {
      if (!isUuid(id)) return null;
      return loaders.get(`product by id: ${columns}`, (ids) => products.byIds(ids, columns)).load(id.toLowerCase());
    },

    async bySku(sku: string, columns: Columns): Promise<ProductRow | null> {
      if (!isStorable(sku)) return null;
      return loaders.get(`product by sku: ${columns}`, (skus) => products.bySkus(skus, columns)).load(sku);
    },

    async pageBySeller(sellerId: string, sort: ProductSort, args: PageArguments, columns: Columns) {
      const page = pageRequest(productOrders[sort], args);
      return loaders
        .get<Connection<ProductRow>>(pageName("seller", sort, args, columns), (sellers) =>
          products.pagesBySeller(sellers, sort, page, columns),
        )
        .load(sellerId);
    },

    async pageByBranch({ id, stands }: Branch, sort: ProductSort, args: PageArguments, columns: Columns) {
      const page = pageRequest(productOrders[sort], args);
      return loaders
        .get<Connection<ProductRow>>(pageName(`${stands} category`, sort, args, columns), (categories) =>
          products.pagesByCategory(categories, stands, sort, page, columns),
        )
        .load(id);
    },
  };
}

const pageName = (parent: string, sort: ProductSort, args: PageArguments, columns: Columns) =>
  `products of ${parent}: ${sort} ${args.first ?? ""} ${args.after ?? ""} ${columns}`;
