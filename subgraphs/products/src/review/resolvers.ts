import { column, DomainError, selectedFields } from "@threefold/subgraph-server";
import type { GraphQLResolveInfo } from "graphql";
import type { Resolvers } from "../generated/resolvers.ts";
import { productColumns } from "../product/columns.ts";
import { reviewProduct } from "./actions.ts";
import { reviewColumns } from "./columns.ts";
import { maySeePurchase } from "./rules.ts";

const wanted = (info: GraphQLResolveInfo, path?: readonly string[]) =>
  reviewColumns(selectedFields(info, "Review", path));

export const reviewResolvers = {
  Mutation: {
    reviewProduct: (_, { input }, { identity, products, reviews }) =>
      reviewProduct({ products: products.repository, reviews: reviews.repository }, identity, input),
  },
  Product: {
    reviews: ({ id }, args, { reviews }, info) =>
      reviews.loaders.pageByProduct(id, args.sort ?? "NEWEST", args, wanted(info, ["edges", "node"])),
  },
  User: {
    reviews: ({ id }, args, { reviews }, info) =>
      reviews.loaders.pageByAuthor(id, "NEWEST", args, wanted(info, ["edges", "node"])),
  },
  Review: {
    __resolveReference: ({ id }, { reviews }, info) => reviews.loaders.byId(id, wanted(info)),
    product: async (review, _args, { products }, info) => {
      const columns = productColumns(selectedFields(info, "Product"));
      const product = await products.loaders.byId(column(review, "productId"), columns);
      if (!product) throw new DomainError("NOT_FOUND", "The product of this review is gone.");
      return product;
    },
    author: (review) => ({ id: column(review, "authorId") }),
    rating: (review) => column(review, "rating"),
    title: (review) => column(review, "title"),
    body: (review) => column(review, "body"),
    verifiedPurchase: (review) => column(review, "purchaseOrderId") !== null,
    purchase: (review, _args, { identity }) => {
      const orderId = column(review, "purchaseOrderId");
      const position = column(review, "purchasePosition");
      if (orderId === null || position === null || !maySeePurchase(identity, column(review, "authorId"))) return null;
      return { order: { id: orderId }, position };
    },
    createdAt: (review) => column(review, "createdAt"),
  },
} satisfies Resolvers;
