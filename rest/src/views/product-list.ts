import Type from "typebox";
import type { Product } from "./resources.ts";
import { list, Money, number, object, Picture, person, text } from "./shapes.ts";
import { view } from "./view.ts";

const FIELDS = "name,price,thumbnail,averageRating,reviewCount,sellerId";

/** Screen 1: a page of cards. */
export const productList = view({
  id: "viewProductList",
  path: "/product-list",
  summary: "Screen 1: 20 cards with their sellers",
  query: Type.Object({
    after: Type.Optional(Type.String()),
    sort: Type.Optional(Type.String()),
    categorySlug: Type.Optional(Type.String()),
  }),
  answer: object({
    products: list(
      object({
        id: Type.String(),
        name: Type.String(),
        price: Money,
        thumbnail: Picture,
        averageRating: number,
        reviewCount: Type.Integer(),
        seller: person,
      }),
    ),
    next: text,
  }),
  maxAge: 60,
  async load({ query }, reader, parts) {
    const path = `/products?${new URLSearchParams({ ...query, limit: "20", fields: FIELDS })}`;
    const { body, next } = await reader.list<Product>("products", path);
    const ids = body.data.map(({ sellerId }) => sellerId);
    const sellers = await parts.get("seller", "users", undefined, reader.names(ids));
    return {
      products: body.data.map((product) => ({ ...product, seller: sellers?.get(product.sellerId) ?? null })),
      next: next ?? null,
    };
  },
});
