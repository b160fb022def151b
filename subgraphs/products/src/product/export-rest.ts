import { publicFor, type RestApi } from "@threefold/rest-server";
import Type from "typebox";
import type { Context } from "../context.ts";
import { listProducts } from "./actions.ts";
import type { ProductRow } from "./columns.ts";
import { csvLine } from "./csv.ts";
import { everyRow } from "./every-row.ts";
import { productOrders } from "./orders.ts";
import { columnsFor, product } from "./rest.ts";
import { Product } from "./schema.ts";

const FIELDS = product.chosen({});
const FILTER = Type.Object({ categorySlug: Type.Optional(Type.String()), sellerId: Type.Optional(Type.String()) });

/** What a spreadsheet gets: the columns that are one value each. */
const CELLS = [
  "id",
  "sku",
  "name",
  "brand",
  "categoryId",
  "price.amount",
  "price.currency",
  "weightGrams",
  "countryOfOrigin",
  "warrantyMonths",
  "status",
  "averageRating",
  "reviewCount",
  "sellerId",
  "createdAt",
  "updatedAt",
] as const;

/** The whole catalogue as a stream, newest first. */
export function addProductExports(api: RestApi<Context>): void {
  const shared = { tag: "products", query: FILTER, cache: publicFor(60) };

  api.stream({
    ...shared,
    id: "exportProductsAsLines",
    summary: "The whole catalogue, one product a line (NDJSON)",
    path: "/products.ndjson",
    mediaType: "application/x-ndjson",
    item: Product,
    async *handle({ query }, context) {
      for await (const rows of everyProduct(query, context)) {
        const shown = await product.showAll(rows, FIELDS, context);
        yield shown.map((each) => `${JSON.stringify(each)}\n`).join("");
      }
    },
  });

  api.stream({
    ...shared,
    id: "exportProductsAsTable",
    summary: "The whole catalogue as a table (CSV, RFC 4180)",
    path: "/products.csv",
    mediaType: "text/csv",
    async *handle({ query }, context) {
      yield csvLine(CELLS);
      for await (const rows of everyProduct(query, context)) {
        const shown = await product.showAll(rows, FIELDS, context);
        yield shown.map((each) => csvLine(CELLS.map((path) => valueAt(each, path)))).join("");
      }
    },
  });
}

function everyProduct(filter: object, { products, categories }: Context): AsyncGenerator<readonly ProductRow[]> {
  const repositories = { products: products.repository, categories: categories.repository };
  return everyRow(
    (page) => listProducts(repositories, filter, "NEWEST", page, columnsFor(FIELDS)),
    (cursor) => productOrders.NEWEST.read(cursor),
  );
}

const valueAt = (value: object, path: string): unknown =>
  path.split(".").reduce<unknown>((inside, part) => Object(inside)[part], value);
