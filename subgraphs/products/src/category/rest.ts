import { nullable, publicFor, type RestApi } from "@threefold/rest-server";
import { BY_ID, found, IDS, Id, idsOf } from "@threefold/subgraph-server/rest";
import Type from "typebox";
import type { Context } from "../context.ts";
import type { CategoryRow } from "./repository.ts";

const Category = Type.Object(
  {
    id: Id,
    slug: Type.String({ description: "The last part of its address." }),
    name: Type.String(),
    parentId: nullable(Type.String({ description: "The branch above it. Null at the top." })),
  },
  { $id: "Category", description: "A branch of the category tree.", additionalProperties: false },
);

const show = ({ id, slug, name, parentId }: CategoryRow) => ({ id, slug, name, parentId });

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
    }),
    item: Category,
    cache: AN_HOUR,
    async handle({ query: { ids, slug, parentId } }, { categories }) {
      const { loaders, repository } = categories;
      if (ids !== undefined) return { data: found(await Promise.all(idsOf(ids).map(loaders.byId))).map(show) };
      if (slug !== undefined) return { data: found([await loaders.bySlug(slug)]).map(show) };
      if (parentId === undefined) return { data: (await repository.top()).map(show) };
      const parent = await loaders.byId(parentId);
      return parent && { data: (await loaders.childrenOf(parent.id)).map(show) };
    },
  });

  api.read({
    id: "getCategory",
    tag,
    summary: "One category",
    path: "/categories/:id",
    params: BY_ID,
    answer: Category,
    cache: AN_HOUR,
    async handle({ params }, { categories }) {
      const row = await categories.loaders.byId(params.id);
      return row && show(row);
    },
  });
}
