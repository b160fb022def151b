import { columnsOf, type Row } from "@threefold/subgraph-server";
import type { Product } from "../generated/prisma/client.ts";
import type { ProductResolvers } from "../generated/resolvers.ts";

export type ProductColumn = keyof Product;
export type ProductRow = Row<Product, "id">;

/** Which columns each field of the graph's Product is made of. A field with none has its own loader. */
const NEEDS = {
  id: [],
  sku: ["sku"],
  name: ["name"],
  slug: ["slug"],
  tagline: ["tagline"],
  description: ["description"],
  brand: ["brand"],
  category: ["categoryId"],
  price: ["priceAmount", "currency"],
  compareAtPrice: ["compareAtAmount", "currency"],
  thumbnail: ["images"],
  images: ["images"],
  imageUrl: ["images"],
  weightGrams: ["weightGrams"],
  dimensions: ["lengthMm", "widthMm", "heightMm"],
  material: ["material"],
  color: ["color"],
  countryOfOrigin: ["countryOfOrigin"],
  warrantyMonths: ["warrantyMonths"],
  attributes: ["attributes"],
  tags: ["tags"],
  stock: [],
  status: ["status"],
  averageRating: ["ratingAverage", "ratingCount"],
  reviewCount: ["ratingCount"],
  reviews: [],
  seller: ["sellerId"],
  unitsSold: ["unitsSoldNightly"],
  createdAt: ["createdAt"],
  updatedAt: ["updatedAt"],
} as const satisfies Record<
  keyof Omit<ProductResolvers, "__resolveReference" | "__isTypeOf">,
  readonly ProductColumn[]
>;

export const productColumns = (fields: ReadonlySet<string>): ProductColumn[] =>
  columnsOf<ProductColumn>(fields, NEEDS, ["id"]);
