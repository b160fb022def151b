import Type from "typebox";
import { begun, Folded } from "./folded.ts";
import type { Product, Review } from "./resources.ts";
import { list, Money, money, number, object, Picture, person, Time, text } from "./shapes.ts";
import { BY_ID, view } from "./view.ts";

const FIELDS =
  "name,tagline,description,brand,price,compareAtPrice,images,attributes,material,color,countryOfOrigin,warrantyMonths,averageRating,reviewCount,sellerId,categoryId,stock";

type Shown = Product & { readonly stock: { readonly available: number } };

/** Screen 2: one product with its pictures, its seller and what five buyers say. */
export const productDetail = view({
  id: "viewProductDetail",
  path: "/product-detail/:id",
  summary: "Screen 2: a product with its pictures, its seller and five reviews with their authors",
  params: BY_ID,
  answer: object({
    id: Type.String(),
    name: Type.String(),
    tagline: text,
    description: Type.String(),
    brand: Type.String(),
    price: Money,
    compareAtPrice: money,
    images: list(Picture),
    attributes: list(object({ name: Type.String(), value: Type.String() })),
    material: text,
    color: text,
    countryOfOrigin: Type.String(),
    warrantyMonths: Type.Integer(),
    averageRating: number,
    reviewCount: Type.Integer(),
    available: Type.Integer(),
    unitsSold: number,
    category: text,
    seller: person,
    reviews: list(
      object({
        id: Type.String(),
        rating: Type.Integer(),
        title: Type.String(),
        body: Type.String(),
        createdAt: Time,
        author: person,
      }),
    ),
  }),
  maxAge: 5,
  folds: true,
  async load({ params: { id } }, reader, parts) {
    const path = `/products/${encodeURIComponent(id)}`;
    const reviews = begun(
      reader.list<Review>("products", `${path}/reviews?limit=5&fields=rating,title,body,createdAt,authorId`),
    );
    const sales = begun(
      parts.get(
        "unitsSold",
        "orders",
        undefined,
        reader.list<{ unitsSold: number }>("orders", `/product-sales?productIds=${encodeURIComponent(id)}`),
      ),
    );
    const product = await reader.one<Shown>("products", `${path}?fields=${FIELDS}`);
    if (!product) return null;
    const rest = async () => {
      const said = (await reviews).body.data;
      const ids = [product.sellerId, ...said.map(({ authorId }) => authorId)];
      const [people, category, sold] = await Promise.all([
        parts.get("seller, author", "users", undefined, reader.users(ids, "displayName,avatarUrl")),
        reader.one<{ name: string }>("products", `/categories/${product.categoryId}`),
        sales,
      ]);
      const personOf = (userId: string) => people?.get(userId) ?? null;
      return {
        "/unitsSold": sold?.body.data[0]?.unitsSold ?? null,
        "/category": category?.name ?? null,
        "/seller": personOf(product.sellerId),
        "/reviews": said.map((review) => ({ ...review, author: personOf(review.authorId) })),
      };
    };
    return new Folded({ ...product, available: product.stock.available }, [rest()]);
  },
});
