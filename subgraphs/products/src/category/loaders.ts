import { isStorable, isUuid, type Loaders } from "@threefold/subgraph-server";
import type { CategoryRepository, CategoryRow } from "./repository.ts";

export function categoryLoaders(loaders: Loaders, categories: CategoryRepository) {
  return {
    async byId(id: string): Promise<CategoryRow | null> {
      return isUuid(id) ? loaders.get("category by id", categories.byIds).load(id.toLowerCase()) : null;
    },

    async bySlug(slug: string): Promise<CategoryRow | null> {
      return isStorable(slug) ? loaders.get("category by slug", categories.bySlugs).load(slug) : null;
    },

    async childrenOf(id: string): Promise<CategoryRow[]> {
      return loaders.get("children of category", categories.childrenOf).load(id);
    },
  };
}
