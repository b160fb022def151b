import Type from "typebox";
import { begun, Folded } from "./folded.ts";
import type { Product } from "./resources.ts";
import { list, Money, object, Picture } from "./shapes.ts";
import { view } from "./view.ts";

const Card = object({ id: Type.String(), name: Type.String(), price: Money, thumbnail: Picture });

/** Screen 11: the page that everybody sees first, the same for all. */
export const home = view({
  id: "viewHome",
  path: "/home",
  summary: "Screen 11: the categories, the newest products and the best rated",
  answer: object({
    categories: list(object({ name: Type.String() })),
    newest: list(Card),
    bestRated: list(Card),
  }),
  maxAge: 60,
  folds: true,
  async load(_input, reader) {
    const cards = (sort: string) =>
      reader.list<Product>("products", `/products?limit=8&sort=${sort}&fields=name,price,thumbnail`);
    const best = begun(cards("-averageRating"));
    const [categories, newest] = await Promise.all([
      reader.list<object>("products", "/categories?fields=name"),
      cards("-createdAt"),
    ]);
    const bestRated = best.then(({ body }) => ({ "/bestRated": body.data }));
    return new Folded({ categories: categories.body.data, newest: newest.body.data }, [bestRated]);
  },
});
