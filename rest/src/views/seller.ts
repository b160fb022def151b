import Type from "typebox";
import { begun, Folded } from "./folded.ts";
import type { Parts } from "./part.ts";
import type { Product, Reader, Review, User } from "./resources.ts";
import { list, Money, object, Picture, person, text } from "./shapes.ts";
import { BY_ID, view } from "./view.ts";

/** Screen 13: somebody who sells, ten of their products, and three reviews of each with their authors. */
export const seller = view({
  id: "viewSeller",
  path: "/seller/:id",
  summary: "Screen 13: a seller with ten products and three reviews of each",
  params: BY_ID,
  query: Type.Object({ after: Type.Optional(Type.String()) }),
  answer: object({
    displayName: person,
    products: list(
      object({
        id: Type.String(),
        name: Type.String(),
        price: Money,
        thumbnail: Picture,
        reviews: list(object({ rating: Type.Integer(), title: Type.String(), author: person })),
      }),
    ),
    next: text,
  }),
  maxAge: 60,
  folds: true,
  async load({ params: { id }, query }, reader, parts) {
    const fields = "name,price,thumbnail";
    const path = `/products?${new URLSearchParams({ ...query, sellerId: id, limit: "10", fields })}`;
    const listed = begun(reader.list<Product>("products", path));
    const said = begun(listed.then(({ body }) => reviewsOf(body.data, reader, parts)));
    const naming = reader.one<User>("users", `/users/${encodeURIComponent(id)}?fields=displayName`);
    const user = await parts.get("displayName", "users", undefined, naming);
    if (user === null) return null;
    const { body, next } = await listed;
    const above = { displayName: user?.displayName ?? null, products: body.data, next: next ?? null };
    return new Folded(above, [said]);
  },
});

/** Three of each product, at the product's place. */
async function reviewsOf(products: readonly Product[], reader: Reader, parts: Parts) {
  const ids = products.map(({ id }) => id);
  const path = `/reviews?productIds=${ids}&limit=3&fields=rating,title,authorId,productId`;
  const reviews = ids.length === 0 ? [] : (await reader.list<Review>("products", path)).body.data;
  const authors = reviews.map(({ authorId }) => authorId);
  const names = await parts.get("author", "users", undefined, reader.names(authors));
  const byProduct = Map.groupBy(reviews, ({ productId }) => productId);
  return Object.fromEntries(
    ids.map((id, at) => [
      `/products/${at}/reviews`,
      (byProduct.get(id) ?? []).map((review) => ({ ...review, author: names?.get(review.authorId) ?? null })),
    ]),
  );
}
