import { lines, money, picture, text } from "../../src/draw.ts";
import { deferredRung, viewRungs } from "../../src/in-parts.ts";
import { PRODUCT } from "../../src/kitchen-sink.ts";
import { lazy, queryRung, queryRungs, rung, type Screen } from "../../src/screen.ts";
import {
  type Connection,
  type Document,
  type List,
  type Money,
  nodes,
  type Picture,
  type Resource,
} from "../../src/shapes.ts";

interface Card {
  readonly id: string;
  readonly name: string;
  readonly price: Money;
  readonly thumbnail: Picture;
}
interface Category {
  readonly name: string;
}
interface Home {
  readonly categories: readonly Category[];
  readonly newest: readonly Card[];
  readonly best: readonly Card[];
}

const card = (facts: Omit<Card, "id">, id: () => string): Card =>
  lazy({ id, name: () => facts.name, price: () => facts.price, thumbnail: () => facts.thumbnail });
const home = (
  categories: () => readonly Category[],
  newest: () => readonly Card[],
  best: () => readonly Card[],
): Home => lazy({ categories, newest, best });
const plain = (cards: readonly Card[]) => cards.map((each) => card(each, () => each.id));
type FromGraph = { categories: readonly Category[]; newest: Connection<Card>; best: Connection<Card> };
const fromGraph = ({ categories, newest, best }: FromGraph) =>
  home(
    () => categories,
    () => plain(nodes(newest)),
    () => plain(nodes(best)),
  );
type Cards = Document<readonly Resource<Omit<Card, "id">>[]>;

const ask = (ofCategories: string, ofCards: string) =>
  rung(
    async (api) =>
      Promise.all([
        api.get(`/categories${ofCategories}`) as Promise<List<Category>>,
        api.get(`/products?limit=8&sort=-createdAt${ofCards}`) as Promise<List<Card>>,
        api.get(`/products?limit=8&sort=-averageRating${ofCards}`) as Promise<List<Card>>,
      ] as const),
    ([categories, newest, best]) =>
      home(
        () => categories.data,
        () => plain(newest.data),
        () => plain(best.data),
      ),
  );

const show = (cards: readonly Card[]) =>
  cards.map(
    ({ id, name, price, thumbnail }) =>
      `<a href="/p/${text(id)}">${picture(thumbnail)}${text(name)} ${money(price)}</a>`,
  );

const list = (categories: readonly Category[]) => categories.map(({ name }) => `<li>${text(name)}</li>`);

export const screen: Screen<Home> = {
  name: "home",
  as: "anonymous",
  render: ({ categories, newest, best }) => lines(list(categories), show(newest), show(best)),
  above: ({ categories, newest }) => lines(list(categories), show(newest)),
  rungs: {
    R0: ask("", ""),
    R1: ask("?fields=name", "&fields=name,price,thumbnail"),
    R2: rung(
      async (api) => {
        const cards = (sort: string) =>
          api.get(
            `/jsonapi/products?page[size]=8&sort=${sort}&fields[products]=name,price,thumbnail`,
          ) as Promise<Cards>;
        return Promise.all([
          api.get("/jsonapi/categories?fields[categories]=name") as Promise<Document<readonly Resource<Category>[]>>,
          cards("-createdAt"),
          cards("-averageRating"),
        ] as const);
      },
      ([categories, newest, best]) =>
        home(
          () => categories.data.map(({ attributes }) => attributes),
          () => newest.data.map((each) => card(each.attributes, () => each.id)),
          () => best.data.map((each) => card(each.attributes, () => each.id)),
        ),
    ),
    ...viewRungs(
      () => "/views/home",
      (view: {
        readonly categories: readonly Category[];
        readonly newest: readonly Card[];
        readonly bestRated: readonly Card[];
      }) =>
        home(
          () => view.categories,
          () => plain(view.newest),
          () => plain(view.bestRated),
        ),
    ),
    G0: queryRung(
      /* GraphQL */ `query Everything { categories { id slug name } newest: products(first: 8, sort: NEWEST) { edges { cursor node { ...EveryProduct } } } best: products(first: 8, sort: RATING) { edges { cursor node { ...EveryProduct } } } }\n${PRODUCT}`,
      () => ({}),
      fromGraph,
    ),
    ...queryRungs(
      /* GraphQL */ `query Home { categories { name } newest: products(first: 8, sort: NEWEST) { edges { node { id name price { amount currency } thumbnail { url alt } } } } best: products(first: 8, sort: RATING) { edges { node { id name price { amount currency } thumbnail { url alt } } } } }`,
      () => ({}),
      fromGraph,
    ),
    ...deferredRung(
      /* GraphQL */ `query Home { categories { name } newest: products(first: 8, sort: NEWEST) { edges { node { id name price { amount currency } thumbnail { url alt } } } } ... @defer { best: products(first: 8, sort: RATING) { edges { node { id name price { amount currency } thumbnail { url alt } } } } } }`,
      () => ({}),
      fromGraph,
    ),
  },
};
