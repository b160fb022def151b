import { pageRequest } from "@threefold/pagination";
import { publicFor, type RestApi } from "@threefold/rest-server";
import { column } from "@threefold/subgraph-server";
import { BY_ID, type Choice, found, IDS, idsOf, listed, PAGE, resource, rowsOf } from "@threefold/subgraph-server/rest";
import Type from "typebox";
import type { Context } from "../context.ts";
import type { CreateProductInput, ProductSort, UpdateProductInput } from "../generated/resolvers.ts";
import { picturesOf, thumbnailOf } from "../image/pictures.ts";
import { showStock } from "../stock/rest.ts";
import * as actions from "./actions.ts";
import { type ProductColumn, type ProductRow, productColumns } from "./columns.ts";
import { productOrders } from "./orders.ts";
import { NewProduct, Product, ProductPatch } from "./schema.ts";

export const product = resource({
  fields: {
    id: (row: ProductRow) => row.id,
    sku: (row) => column(row, "sku"),
    name: (row) => column(row, "name"),
    slug: (row) => column(row, "slug"),
    tagline: (row) => column(row, "tagline"),
    description: (row) => column(row, "description"),
    brand: (row) => column(row, "brand"),
    categoryId: (row) => column(row, "categoryId"),
    price: (row) => ({ amount: Number(column(row, "priceAmount")), currency: column(row, "currency") }),
    compareAtPrice: (row) => {
      const amount = column(row, "compareAtAmount");
      return amount === null ? null : { amount: Number(amount), currency: column(row, "currency") };
    },
    thumbnail: (row) => thumbnailOf(row.id, column(row, "images")),
    images: (row) => picturesOf(row.id, column(row, "images")),
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
    stock: async (row, { stocks }: Context) => showStock(row.id, await stocks.loaders.byProduct(row.id)),
    status: (row) => column(row, "status"),
    averageRating: (row) => (column(row, "ratingCount") === 0 ? null : column(row, "ratingAverage")),
    reviewCount: (row) => column(row, "ratingCount"),
    sellerId: (row) => column(row, "sellerId"),
    createdAt: (row) => column(row, "createdAt").toISOString(),
    updatedAt: (row) => column(row, "updatedAt").toISOString(),
  },
  full: [
    "id",
    "sku",
    "name",
    "slug",
    "tagline",
    "description",
    "brand",
    "categoryId",
    "price",
    "compareAtPrice",
    "thumbnail",
    "images",
    "weightGrams",
    "dimensions",
    "material",
    "color",
    "countryOfOrigin",
    "warrantyMonths",
    "attributes",
    "tags",
    "status",
    "averageRating",
    "reviewCount",
    "sellerId",
    "createdAt",
    "updatedAt",
  ],
  summary: [
    "id",
    "name",
    "slug",
    "brand",
    "price",
    "compareAtPrice",
    "thumbnail",
    "averageRating",
    "reviewCount",
    "sellerId",
  ],
});

/** REST's names for the orders of a list. */
const SORTS = {
  "-createdAt": "NEWEST",
  price: "PRICE_ASC",
  "-price": "PRICE_DESC",
  "-averageRating": "RATING",
  name: "NAME",
} as const satisfies Record<string, ProductSort>;

/** The graph calls references by what they refer to. */
export const columnsFor = (fields: readonly string[]): ProductColumn[] =>
  productColumns(new Set(fields.map((name) => name.replace(/^(category|seller)Id$/, "$1"))));

const CHOICE = Type.Object(product.choice);

/** Stock changes by the minute: who asks for it keeps the answer for seconds. */
const cacheFor = (choice: Choice) => publicFor(product.chosen(choice).includes("stock") ? 5 : 60);

const tag = "products";

export function addProductRoutes(api: RestApi<Context>): void {
  api.list({
    id: "listProducts",
    tag,
    summary: "The catalogue, page by page, or those with the given ids or SKU",
    path: "/products",
    query: Type.Object({
      ...PAGE,
      ids: Type.Optional(IDS),
      sku: Type.Optional(Type.String()),
      sort: Type.Optional(Type.Enum(Object.keys(SORTS) as (keyof typeof SORTS)[])),
      categorySlug: Type.Optional(Type.String({ description: "In this category or a branch under it." })),
      sellerId: Type.Optional(Type.String()),
      minPrice: Type.Optional(Type.Integer()),
      maxPrice: Type.Optional(Type.Integer()),
      minRating: Type.Optional(Type.Number()),
      inStock: Type.Optional(Type.Boolean()),
      ...product.choice,
    }),
    item: Product,
    cache: cacheFor,
    async handle({ query }, context) {
      const { products, categories } = context;
      const fields = product.chosen(query);
      const columns = columnsFor(fields);
      if (query.ids !== undefined) {
        const rows = await Promise.all(idsOf(query.ids).map((id) => products.loaders.byId(id, columns)));
        return { data: await product.showAll(found(rows), fields, context) };
      }
      if (query.sku !== undefined) {
        const row = await products.loaders.bySku(query.sku, columns);
        return { data: await product.showAll(found([row]), fields, context) };
      }
      const { limit, after, sort, ids: _ids, sku: _sku, fields: _fields, view: _view, ...filter } = query;
      const order = SORTS[sort ?? "-createdAt"];
      const page = await actions.listProducts(
        { products: products.repository, categories: categories.repository },
        filter,
        order,
        pageRequest(productOrders[order], { first: limit, after }),
        columns,
      );
      return listed(page, await product.showAll(rowsOf(page), fields, context));
    },
  });

  api.list({
    id: "searchProducts",
    tag,
    summary: "Products whose name starts with what was typed, then those whose texts contain its words, best first",
    path: "/products/search",
    query: Type.Object({
      q: Type.String({ description: "What was typed: 1 to 100 characters." }),
      limit: Type.Optional(Type.Integer({ description: "From 1 to 50." })),
      ...product.choice,
    }),
    item: Product,
    cache: cacheFor,
    async handle({ query: { q, limit, ...choice } }, context) {
      const fields = product.chosen(choice);
      const args = { query: q, first: limit };
      const rows = await actions.searchProducts(context.products.repository, args, columnsFor(fields));
      return { data: await product.showAll(rows, fields, context) };
    },
  });

  api.read({
    id: "getProduct",
    tag,
    summary: "One product",
    path: "/products/:id",
    params: BY_ID,
    query: CHOICE,
    answer: Product,
    cache: cacheFor,
    handle: ({ params, query }, context) => oneProduct(params.id, product.chosen(query), context),
  });

  api.write({
    id: "createProduct",
    tag,
    summary: "Puts a new product into the catalogue. Sellers list their own products; staff may list for any seller.",
    method: "POST",
    path: "/products",
    body: NewProduct,
    answer: Product,
    status: 201,
    location: ({ id }) => `products/${id}`,
    async handle({ body }, context) {
      const input: CreateProductInput = {
        currency: "EUR",
        warrantyMonths: 24,
        attributes: [],
        tags: [],
        onHand: 0,
        ...body,
      };
      const row = await actions.createProduct(
        { ...repositories(context), sellers: context.sellers },
        context.identity,
        input,
      );
      return product.show(row, product.chosen({}), context);
    },
  });

  api.write({
    id: "updateProduct",
    tag,
    summary: "Changes what is given and leaves the rest. Only by the product's seller or staff.",
    method: "PATCH",
    path: "/products/:id",
    params: BY_ID,
    body: ProductPatch,
    answer: Product,
    held: Product,
    async handle({ params, body, precondition }, context) {
      const input: UpdateProductInput = body;
      const show = (row: ProductRow) => product.show(row, product.chosen({}), context);
      const assertUnchanged = precondition && (async (now: ProductRow) => precondition(await show(now)));
      return show(
        await actions.updateProduct(repositories(context), context.identity, params.id, input, assertUnchanged),
      );
    },
  });
}

async function oneProduct(id: string, fields: readonly string[], context: Context): Promise<object | null> {
  const row = await context.products.loaders.byId(id, columnsFor(fields));
  return row && product.show(row, fields, context);
}

const repositories = ({ products, categories }: Context) => ({
  products: products.repository,
  categories: categories.repository,
});
