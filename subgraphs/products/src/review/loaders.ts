import { type Connection, type Keyset, type PageArguments, type PageRequest, pageRequest } from "@threefold/pagination";
import { isUuid, type Loaders } from "@threefold/subgraph-server";
import type { ReviewSort } from "../generated/resolvers.ts";
import type { ReviewColumn, ReviewRow } from "./columns.ts";
import { reviewOrders } from "./orders.ts";
import type { ReviewRepository } from "./repository.ts";

type Columns = readonly ReviewColumn[];
type ReadPages = (
  parents: readonly string[],
  order: Keyset,
  page: PageRequest,
  columns: Columns,
) => Promise<Connection<ReviewRow>[]>;

export function reviewLoaders(loaders: Loaders, reviews: ReviewRepository) {
  const page =
    (parents: string, read: ReadPages) =>
    async (parent: string, sort: ReviewSort, args: PageArguments, columns: Columns) => {
      const request = pageRequest(reviewOrders[sort], args, 100, 10);
      const name = `reviews of ${parents}: ${sort} ${request.first} ${args.after ?? ""} ${columns}`;
      return loaders.get(name, (keys) => read(keys, reviewOrders[sort], request, columns)).load(parent);
    };
  return {
    async byId(id: string, columns: Columns): Promise<ReviewRow | null> {
      if (!isUuid(id)) return null;
      return loaders.get(`review by id: ${columns}`, (ids) => reviews.byIds(ids, columns)).load(id.toLowerCase());
    },
    pageByProduct: page("product", reviews.pagesByProduct),
    pageByAuthor: page("author", reviews.pagesByAuthor),
  };
}
