import { pageRequest } from "@threefold/pagination";
import { column, selectedFields } from "@threefold/subgraph-server";
import type { GraphQLResolveInfo } from "graphql";
import type { Resolvers } from "../generated/resolvers.ts";
import { picturesOf, thumbnailOf } from "../image/pictures.ts";
import * as actions from "./actions.ts";
import { productColumns } from "./columns.ts";
import { productOrders } from "./orders.ts";

const NODE = ["edges", "node"] as const;
const wanted = (info: GraphQLResolveInfo, path?: readonly string[]) =>
  productColumns(selectedFields(info, "Product", path));

export const productResolvers = {
  Query: {
    product: (_, { id }, { products }, info) => products.loaders.byId(id, wanted(info)),
    productBySku: (_, { sku }, { products }, info) => products.loaders.bySku(sku, wanted(info)),
    products: async (_, args, { products, categories }, info) => {
      const sort = args.sort ?? "NEWEST";
      const page = pageRequest(productOrders[sort], args);
      return actions.listProducts(
        { products: products.repository, categories: categories.repository },
        args.filter,
        sort,
        page,
        wanted(info, NODE),
      );
    },
    searchProducts: (_, args, { products }, info) => actions.searchProducts(products.repository, args, wanted(info)),
  },
  Mutation: {
    createProduct: (_, { input }, { identity, products, categories, sellers }) =>
      actions.createProduct(
        { products: products.repository, categories: categories.repository, sellers },
        identity,
        input,
      ),
    updateProduct: (_, { id, input }, { identity, products, categories }) =>
      actions.updateProduct({ products: products.repository, categories: categories.repository }, identity, id, input),
  },
  Product: {
    __resolveReference: (reference, { products }, info) => {
      const columns = wanted(info);
      return "id" in reference
        ? products.loaders.byId(reference.id, columns)
        : products.loaders.bySku(reference.sku, columns);
    },
    sku: (row) => column(row, "sku"),
    name: (row) => column(row, "name"),
    slug: (row) => column(row, "slug"),
    tagline: (row) => column(row, "tagline"),
    description: (row) => column(row, "description"),
    brand: (row) => column(row, "brand"),
    price: (row) => ({ amount: Number(column(row, "priceAmount")), currency: column(row, "currency") }),
    compareAtPrice: (row) => {
      const amount = column(row, "compareAtAmount");
      return amount === null ? null : { amount: Number(amount), currency: column(row, "currency") };
    },
    thumbnail: (row) => thumbnailOf(row.id, column(row, "images")),
    images: (row) => picturesOf(row.id, column(row, "images")),
    imageUrl: (row) => thumbnailOf(row.id, column(row, "images")).url,
    weightGrams: (row) => column(row, "weightGrams"),
    dimensions: (row) => ({
      lengthMm: column(row, "lengthMm"),
      widthMm: column(row, "widthMm"),
      heightMm: column(row, "heightMm"),
    }),
    material: (row) => column(row, "material"),
    color: (row) => column(row, "color"),
    countryOfOrigin: (row) => column(row, "countryOfOrigin"),
    warrantyMonths: (row) => column(row, "warrantyMonths"),
    attributes: (row) => actions.attributesOf(column(row, "attributes")),
    tags: (row) => column(row, "tags"),
    status: (row) => column(row, "status"),
    averageRating: (row) => (column(row, "ratingCount") === 0 ? null : column(row, "ratingAverage")),
    reviewCount: (row) => column(row, "ratingCount"),
    seller: (row) => ({ id: column(row, "sellerId") }),
    unitsSold: (row) => column(row, "unitsSoldNightly"),
    createdAt: (row) => column(row, "createdAt"),
    updatedAt: (row) => column(row, "updatedAt"),
  },
  User: {
    products: ({ id }, args, { products }, info) =>
      products.loaders.pageBySeller(id, args.sort ?? "NEWEST", args, wanted(info, NODE)),
  },
} satisfies Resolvers;
