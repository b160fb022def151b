import { inOrder, isStorable } from "@threefold/subgraph-server";
import type { Category, PrismaClient } from "../generated/prisma/client.ts";

export type CategoryRow = Category;
export type CategoryRepository = ReturnType<typeof categoryRepository>;

/** The category tree in the database. It is small: rows are read whole. */
export function categoryRepository(prisma: PrismaClient) {
  return {
    async byIds(ids: readonly string[]): Promise<(CategoryRow | null)[]> {
      return inOrder(ids, await prisma.category.findMany({ where: { id: { in: [...ids] } } }), (row) => row.id);
    },

    async bySlugs(slugs: readonly string[]): Promise<(CategoryRow | null)[]> {
      return inOrder(slugs, await prisma.category.findMany({ where: { slug: { in: [...slugs] } } }), (row) => row.slug);
    },

    async top(): Promise<CategoryRow[]> {
      return prisma.category.findMany({ where: { parentId: null }, orderBy: { position: "asc" } });
    },

    async childrenOf(parents: readonly string[]): Promise<CategoryRow[][]> {
      const rows = await prisma.category.findMany({
        where: { parentId: { in: [...parents] } },
        orderBy: { position: "asc" },
      });
      const byParent = Map.groupBy(rows, (row) => row.parentId);
      return parents.map((parent) => byParent.get(parent) ?? []);
    },

    /** Where a category stands in the tree; null when there is none of that slug. */
    async shelf(slug: string): Promise<{ id: string; path: string[]; hasChildren: boolean } | null> {
      if (!isStorable(slug)) return null;
      const row = await prisma.category.findUnique({
        where: { slug },
        select: { id: true, path: true, children: { select: { id: true }, take: 1 } },
        relationLoadStrategy: "join",
      });
      return row && { id: row.id, path: row.path, hasChildren: row.children.length > 0 };
    },
  };
}
