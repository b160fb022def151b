import { nullable, PERSONAL, publicFor, type RestApi } from "@threefold/rest-server";
import { column, isUuid } from "@threefold/subgraph-server";
import {
  BY_ID,
  found,
  IDS,
  Id,
  idsOf,
  listed,
  PAGE,
  pageOf,
  resource,
  rowsOf,
  Time,
} from "@threefold/subgraph-server/rest";
import Type from "typebox";
import type { Context } from "../context.ts";
import type { ReviewSort } from "../generated/resolvers.ts";
import { reviewProduct } from "./actions.ts";
import { type ReviewRow, reviewColumns } from "./columns.ts";
import { maySeePurchase } from "./rules.ts";

const Review = Type.Object(
  {
    id: Id,
    ...Type.Partial(
      Type.Object({
        productId: Type.String(),
        authorId: Type.String(),
        rating: Type.Integer({ description: "From 1 (poor) to 5 (excellent)." }),
        title: Type.String(),
        body: Type.String(),
        verifiedPurchase: Type.Boolean({
          description: "Whether the author bought the product here, and it was sent to them.",
        }),
        purchase: nullable(
          Type.Object(
            { orderId: Type.String(), position: Type.Integer() },
            {
              description: "The order line it speaks of. For its author and staff; null for everybody else.",
              additionalProperties: false,
            },
          ),
        ),
        createdAt: Time,
      }),
    ).properties,
  },
  { $id: "Review", description: "What a buyer says of a product.", additionalProperties: false },
);

const review = resource({
  fields: {
    id: (row: ReviewRow) => row.id,
    productId: (row) => column(row, "productId"),
    authorId: (row) => column(row, "authorId"),
    rating: (row) => column(row, "rating"),
    title: (row) => column(row, "title"),
    body: (row) => column(row, "body"),
    verifiedPurchase: (row) => column(row, "purchaseOrderId") !== null,
    purchase: (row, { identity }: Context) => {
      const orderId = column(row, "purchaseOrderId");
      const position = column(row, "purchasePosition");
      if (orderId === null || position === null || !maySeePurchase(identity, column(row, "authorId"))) return null;
      return { orderId, position };
    },
    createdAt: (row) => column(row, "createdAt").toISOString(),
  },
  full: ["id", "productId", "authorId", "rating", "title", "body", "verifiedPurchase", "createdAt"],
  summary: ["id", "authorId", "rating", "title", "createdAt"],
});

const SORTS = {
  "-createdAt": "NEWEST",
  "-rating": "RATING_DESC",
  rating: "RATING_ASC",
} as const satisfies Record<string, ReviewSort>;

const SORT = Type.Optional(Type.Enum(Object.keys(SORTS) as (keyof typeof SORTS)[]));

const columnsFor = (fields: readonly string[]) =>
  reviewColumns(new Set(fields.map((name) => name.replace(/^(product|author)Id$/, "$1"))));

/** What somebody bought is between them and the house, and so is an answer that may tell it. */
const cacheFor = ({ fields }: { fields?: string }) =>
  fields?.split(",").includes("purchase") ? PERSONAL : publicFor(60);

const tag = "reviews";

export function addReviewRoutes(api: RestApi<Context>): void {
  api.list({
    id: "listReviews",
    tag,
    summary: "Reviews by their ids, or the first of each of several products or authors",
    path: "/reviews",
    query: Type.Object({
      ids: Type.Optional(IDS),
      productIds: Type.Optional(IDS),
      authorIds: Type.Optional(IDS),
      limit: Type.Optional(
        Type.Integer({ description: "How many of each product or author at most, from 1 to 100; 10 unless given." }),
      ),
      sort: SORT,
      ...review.choice,
    }),
    item: Review,
    cache: cacheFor,
    async handle({ query }, context) {
      const { reviews } = context;
      const fields = review.chosen(query);
      const columns = columnsFor(fields);
      const ids = query.ids === undefined ? [] : idsOf(query.ids);
      const byId = found(await Promise.all(ids.map((id) => reviews.loaders.byId(id, columns))));
      const order = SORTS[query.sort ?? "-createdAt"];
      const pagesOf = async (parameter: "productIds" | "authorIds", page: typeof reviews.loaders.pageByProduct) => {
        const given = query[parameter];
        const parents = given === undefined ? [] : idsOf(given, parameter).filter(isUuid);
        return Promise.all(parents.map((id) => page(id, order, { first: query.limit }, columns)));
      };
      const pages = await Promise.all([
        pagesOf("productIds", reviews.loaders.pageByProduct),
        pagesOf("authorIds", reviews.loaders.pageByAuthor),
      ]);
      const rows = [...byId, ...pages.flat().flatMap(rowsOf)];
      return { data: await review.showAll(rows, fields, context) };
    },
  });

  api.read({
    id: "getReview",
    tag,
    summary: "One review",
    path: "/reviews/:id",
    params: BY_ID,
    query: Type.Object(review.choice),
    answer: Review,
    cache: cacheFor,
    async handle({ params, query }, context) {
      const fields = review.chosen(query);
      const row = await context.reviews.loaders.byId(params.id, columnsFor(fields));
      return row && review.show(row, fields, context);
    },
  });

  api.list({
    id: "listReviewsOfProduct",
    tag,
    summary: "What buyers say of a product",
    path: "/products/:id/reviews",
    params: BY_ID,
    query: Type.Object({ ...PAGE, sort: SORT, ...review.choice }),
    item: Review,
    cache: cacheFor,
    async handle({ params, query }, context) {
      const fields = review.chosen(query);
      const order = SORTS[query.sort ?? "-createdAt"];
      if (!isUuid(params.id)) return null;
      const page = await context.reviews.loaders.pageByProduct(params.id, order, pageOf(query), columnsFor(fields));
      // Whether there is the product at all costs a statement, which only a page without reviews need pay.
      if (page.edges.length === 0 && !(await context.products.repository.sellerOf(params.id))) return null;
      return listed(page, await review.showAll(rowsOf(page), fields, context));
    },
  });

  api.list({
    id: "listReviewsOfUser",
    tag,
    summary: "What somebody wrote of products, newest first",
    path: "/users/:id/reviews",
    params: BY_ID,
    query: Type.Object({ ...PAGE, ...review.choice }),
    item: Review,
    cache: cacheFor,
    async handle({ params, query }, context) {
      const fields = review.chosen(query);
      const { loaders } = context.reviews;
      if (!isUuid(params.id)) return null;
      const page = await loaders.pageByAuthor(params.id, "NEWEST", pageOf(query), columnsFor(fields));
      return listed(page, await review.showAll(rowsOf(page), fields, context));
    },
  });

  api.write({
    id: "reviewProduct",
    tag,
    summary: "Writes a review, one by each person for each product",
    method: "POST",
    path: "/products/:id/reviews",
    params: BY_ID,
    body: Type.Object(
      { rating: Type.Integer(), title: Type.String(), body: Type.String() },
      { additionalProperties: false },
    ),
    answer: Review,
    status: 201,
    location: ({ id }) => `../../reviews/${id}`,
    async handle({ params, body }, context) {
      const { identity, products, reviews } = context;
      const parts = { products: products.repository, reviews: reviews.repository };
      const row = await reviewProduct(parts, identity, { productId: params.id, ...body });
      return review.show(row, review.chosen({}), context);
    },
  });
}
