import Type from "typebox";
import { begun, Folded } from "./folded.ts";
import type { Product, Review } from "./resources.ts";
import { list, Money, object, Picture, person, text } from "./shapes.ts";
import { BY_ID, view } from "./view.ts";

const FIELDS = "name,tagline,description,price,images,sellerId,stock";

type Shown = Product & { readonly stock: { readonly available: number } };

/** Screen 2: one product with its pictures, its seller and what five buyers say. */
export const productDetail = view({
  id: "viewProductDetail",
  path: "/product-detail/:id",
  summary: "Screen 2: a product with its pictures, its seller and five reviews with their authors",
  params: BY_ID,
  answer: object({
    name: Type.String(),
    tagline: text,
    description: Type.String(),
    price: Money,
    images: list(Picture),
    available: Type.Integer(),
    seller: person,
    reviews: list(
      object({
        rating: Type.Integer(),
        title: Type.String(),
        body: Type.String(),
        author: person,
      }),
    ),
  }),
  maxAge: 5,
  folds: true,
  async load({ params: { id } }, reader, parts) {
    const path = `/products/${encodeURIComponent(id)}`;
    const said = `${path}/reviews?limit=5&fields=rating,title,body,authorId`;
    const reviews = begun(reader.list<Review>("products", said));
    const product = await reader.one<Shown>("products", `${path}?fields=${FIELDS}`);
    if (!product) return null;
    const rest = async () => {
      const { data } = (await reviews).body;
      const ids = [product.sellerId, ...data.map(({ authorId }) => authorId)];
      const names = await parts.get("seller, author", "users", undefined, reader.names(ids));
      return {
        "/seller": names?.get(product.sellerId) ?? null,
        "/reviews": data.map((review) => ({ ...review, author: names?.get(review.authorId) ?? null })),
      };
    };
    return new Folded({ ...product, available: product.stock.available }, [rest()]);
  },
});
