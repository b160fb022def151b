import { isUuid, type Loaders } from "@threefold/subgraph-server";
import type { SalesRepository } from "./repository.ts";

export function salesLoaders(loaders: Loaders, sales: SalesRepository) {
  return {
    unitsSold: async (productId: string): Promise<number> =>
      isUuid(productId) ? loaders.get("units sold", sales.unitsSold).load(productId.toLowerCase()) : 0,
    revenue: async (productId: string): Promise<bigint> =>
      isUuid(productId) ? loaders.get("revenues", sales.revenues).load(productId.toLowerCase()) : 0n,
  };
}
