import { lines, money, picture, text } from "../../src/draw.ts";
import { inOnePart } from "../../src/in-parts.ts";
import { PRODUCT } from "../../src/kitchen-sink.ts";
import { byId, distinct, lazy, queryRung, queryRungs, rung, type Screen } from "../../src/screen.ts";
import {
  type Connection,
  type Document,
  included,
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
  readonly averageRating: number | null;
  readonly reviewCount: number;
  readonly seller: string;
}

type Product = Omit<Card, "seller">;
interface Person {
  readonly id: string;
  readonly displayName: string;
}

const card = (product: Product, seller: () => string, id: () => string = () => product.id): Card =>
  lazy({
    id,
    name: () => product.name,
    price: () => product.price,
    thumbnail: () => product.thumbnail,
    averageRating: () => product.averageRating,
    reviewCount: () => product.reviewCount,
    seller,
  });

const rest = (products: List<Product & { sellerId: string }>, people: readonly Person[]) =>
  products.data.map((product) => card(product, () => byId(people, product.sellerId).displayName));

type FromGraph = { products: Connection<Product & { seller: Omit<Person, "id"> }> };
const fromGraph = ({ products }: FromGraph) =>
  nodes(products).map((product) => card(product, () => product.seller.displayName));

export const screen: Screen<readonly Card[]> = {
  name: "product-list",
  as: "anonymous",
  render: (cards) =>
    lines(
      // Taken where it is shown: what is taken apart is read.
      cards.map((each) => {
        const rating = each.averageRating;
        const rated = rating === null ? "no reviews" : `★${rating.toFixed(1)} (${each.reviewCount})`;
        return `<a href="/p/${text(each.id)}">${picture(each.thumbnail)}${text(each.name)} ${money(each.price)} ${rated} by ${text(each.seller)}</a>`;
      }),
    ),
  rungs: {
    ...inOnePart,
    R0: rung(
      async (api) => {
        const products = (await api.get("/products?limit=20")) as List<Product & { sellerId: string }>;
        const people = await Promise.all(
          products.data.map(async ({ sellerId }) => (await api.get(`/users/${sellerId}`)) as Person),
        );
        return [products, ...people] as const;
      },
      // Each card has a call of its own.
      ([products, ...people]) => products.data.map((product, at) => card(product, () => people[at]?.displayName ?? "")),
    ),
    R1: rung(
      async (api) => {
        const fields = "fields=name,price,thumbnail,averageRating,reviewCount,sellerId";
        const products = (await api.get(`/products?limit=20&${fields}`)) as List<Product & { sellerId: string }>;
        const ids = distinct(products.data.map(({ sellerId }) => sellerId));
        return [products, (await api.get(`/users?ids=${ids}&fields=displayName`)) as List<Person>] as const;
      },
      ([products, people]) => rest(products, people.data),
    ),
    R2: rung(
      async (api) => {
        const fields =
          "fields[products]=name,price,thumbnail,averageRating,reviewCount,seller&fields[users]=displayName";
        const path = `/jsonapi/products?page[size]=20&include=seller&${fields}`;
        return [(await api.get(path)) as Document<readonly Resource<Product, "seller">[]>] as const;
      },
      ([document]) =>
        document.data.map((product) =>
          card(
            product.attributes,
            () => included<Person>(document, product.relationships.seller.data).attributes.displayName,
            () => product.id,
          ),
        ),
    ),
    R3: rung(
      async (api) => [(await api.get("/views/product-list")) as { products: readonly Card[] }] as const,
      ([{ products }]) => products.map((product) => card(product, () => product.seller)),
    ),
    G0: queryRung(
      /* GraphQL */ `query Everything { products(first: 20) { edges { cursor node { ...EveryProduct } } } }\n${PRODUCT}`,
      () => ({}),
      fromGraph,
    ),
    ...queryRungs(
      /* GraphQL */ `query ProductList { products(first: 20) { pageInfo { hasNextPage endCursor } edges { node { id name price { amount currency } thumbnail { url alt } averageRating reviewCount seller { displayName } } } } }`,
      () => ({}),
      fromGraph,
    ),
  },
};
