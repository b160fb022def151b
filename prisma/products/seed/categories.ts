import type { Table } from "../../seed/copy.ts";
import { idOf } from "../../seed/ids.ts";
import { catalogue, type Leaf } from "./catalogue/index.ts";

export interface Category {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Ids from the root down to this one. */
  readonly path: readonly string[];
  readonly position: number;
}

/** A category that products stand in. */
export interface LeafCategory extends Category {
  readonly leaf: Leaf;
}

const roots: Category[] = [];
/** The categories that products stand in. */
export const leafCategories: LeafCategory[] = [];

for (const [position, branch] of catalogue.entries()) {
  const id = idOf("category", position);
  roots.push({ id, slug: branch.slug, name: branch.name, path: [id], position });
  for (const [place, leaf] of branch.leaves.entries()) {
    const leafId = idOf("category", 1000 + leafCategories.length);
    leafCategories.push({
      id: leafId,
      slug: leaf.slug,
      name: leaf.name,
      path: [id, leafId],
      position: place,
      leaf,
    });
  }
}

export const categoryTable: Table = {
  name: "category",
  columns: ["id", "slug", "name", "path", "position", "parent_id"],
  expected: roots.length + leafCategories.length,
  *rows() {
    for (const { id, slug, name, path, position } of [...roots, ...leafCategories]) {
      yield [id, slug, name, path, position, path.at(-2) ?? null];
    }
  },
};
