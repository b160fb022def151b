import type { Prisma } from "../generated/prisma/client.ts";

/**
 * A branch of the category tree whose products are asked for. Where it stands decides by which column they are found: those
 * of the whole tree under a root, and those of a branch without branches, have an index for each order of a list.
 */
export interface Branch {
  readonly id: string;
  readonly stands: "root" | "leaf" | "between";
}

export function branchOf(category: { id: string; path: readonly string[] }, hasChildren: boolean): Branch {
  if (category.path.length === 1) return { id: category.id, stands: "root" };
  return { id: category.id, stands: hasChildren ? "between" : "leaf" };
}

/** For Prisma's `where`. */
export function inBranch({ id, stands }: Branch): Prisma.ProductWhereInput {
  if (stands === "root") return { rootCategoryId: id };
  return stands === "leaf" ? { categoryId: id } : { categoryPath: { has: id } };
}

/** For pages by parent: whether a product is in the branch `parent.key`. */
export const IN_BRANCH: Readonly<Record<Branch["stands"], string>> = {
  root: "root_category_id = parent.key",
  leaf: "category_id = parent.key",
  between: "category_path @> ARRAY[parent.key]",
};
