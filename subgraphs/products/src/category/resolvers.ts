import { column, DomainError, selectedFields } from "@threefold/subgraph-server";
import type { Resolvers } from "../generated/resolvers.ts";
import { branchOf } from "../product/branch.ts";
import { productColumns } from "../product/columns.ts";

export const categoryResolvers = {
  Query: {
    categories: (_, _args, { categories }) => categories.repository.top(),
    category: (_, { slug }, { categories }) => categories.loaders.bySlug(slug),
  },
  Product: {
    category: async (product, _args, { categories }) => {
      const category = await categories.loaders.byId(column(product, "categoryId"));
      if (!category) throw new DomainError("NOT_FOUND", "The product's category is gone.");
      return category;
    },
  },
  Category: {
    __resolveReference: (reference, { categories }) =>
      "id" in reference ? categories.loaders.byId(reference.id) : categories.loaders.bySlug(reference.slug),
    parent: ({ parentId }, _args, { categories }) => (parentId === null ? null : categories.loaders.byId(parentId)),
    children: ({ id }, _args, { categories }) => categories.loaders.childrenOf(id),
    products: async ({ id, path }, args, { products, categories }, info) => {
      const hasChildren = path.length > 1 && (await categories.loaders.childrenOf(id)).length > 0;
      const columns = productColumns(selectedFields(info, "Product", ["edges", "node"]));
      return products.loaders.pageByBranch(branchOf({ id, path }, hasChildren), args.sort ?? "NEWEST", args, columns);
    },
  },
} satisfies Resolvers;
