import type { Loaders } from "@threefold/subgraph-server";
import type { StockRepository, StockRow } from "./repository.ts";

export function stockLoaders(loaders: Loaders, stocks: StockRepository) {
  return {
    async byProduct(productId: string): Promise<StockRow | null> {
      return loaders.get("stock by product", stocks.byProducts).load(productId);
    },
  };
}
