import { nullable, publicFor, type RestApi } from "@threefold/rest-server";
import { BY_ID, found, IDS, Id, idsOf, resource } from "@threefold/subgraph-server/rest";
import Type from "typebox";
import type { Context } from "../context.ts";
import type { CategoryRow } from "./repository.ts";

/** Which members are there is the client's choice (`fields`, `view`); `id` always is. */
const Category = Type.Object(
  {
    id: Id,
    ...Type.Partial(
      Type.Object({
        slug: Type.String({ description: "The last part of its address." }),
        name: Type.String(),
        parentId: nullable(Type.String({ description: "The branch above it. Null at the top." })),
      }),
    ).properties,
  },
  { $id: "Category", description: "A branch of the category tree.", additionalProperties: false },
);

const category = resource({
  fields: {
    id: (row: CategoryRow) => row.id,
    slug: (row) => row.slug,
    name: (row) => row.name,
    parentId: (row) => row.parentId,
  },
  full: ["id", "slug", "name", "parentId"],
  summary: ["id", "slug", "name"],
});

const AN_HOUR = publicFor(3600);
const tag = "categories";

export function addCategoryRoutes(api: RestApi<Context>): void {
  api.list({
    id: "listCategories",
    tag,
    summary: "The top of the category tree, or what is under one, or those with the given ids or slug",
    path: "/categories",
    query: Type.Object({
      ids: Type.Optional(IDS),
      slug: Type.Optional(Type.String()),
      parentId: Type.Optional(Type.String()),
      ...category.choice,
    }),
    item: Category,
    cache: AN_HOUR,
    async handle({ query }, context) {
      const fields = category.chosen(query);
      const rows = await listed(query, context.categories);
      return rows && { data: await category.showAll(rows, fields, context) };
    },
  });

  api.read({
    id: "getCategory",
    tag,
    summary: "One category",
    path: "/categories/:id",
    params: BY_ID,
    query: Type.Object(category.choice),
    answer: Category,
    cache: AN_HOUR,
    async handle({ params, query }, context) {
      const fields = category.chosen(query);
      const row = await context.categories.loaders.byId(params.id);
      return row && category.show(row, fields, context);
    },
  });
}

/** Null where there is no such branch. */
async function listed(
  { ids, slug, parentId }: { ids?: string; slug?: string; parentId?: string },
  { loaders, repository }: Context["categories"],
): Promise<CategoryRow[] | null> {
  if (ids !== undefined) return found(await Promise.all(idsOf(ids).map(loaders.byId)));
  if (slug !== undefined) return found([await loaders.bySlug(slug)]);
  if (parentId === undefined) return repository.top();
  const parent = await loaders.byId(parentId);
  return parent && loaders.childrenOf(parent.id);
}
