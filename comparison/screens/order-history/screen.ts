import { lines, money, picture, text } from "../../src/draw.ts";
import { inOnePart } from "../../src/in-parts.ts";
import { ORDER } from "../../src/kitchen-sink.ts";
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

interface Facts {
  readonly number: string;
  readonly status: string;
  readonly total: Money;
  readonly placedAt: string;
}
interface Line {
  readonly productId: string;
}
interface Entry extends Facts {
  readonly pictures: readonly Picture[];
}
interface Product {
  readonly id: string;
  readonly thumbnail: Picture;
}

const entry = (facts: Facts, pictures: () => readonly Picture[]): Entry =>
  lazy({
    number: () => facts.number,
    status: () => facts.status,
    total: () => facts.total,
    placedAt: () => facts.placedAt,
    pictures,
  });
type RestOrder = Facts & { readonly items: readonly Line[] };
const rest = (orders: List<RestOrder>, products: readonly Product[]) =>
  orders.data.map((order) =>
    entry(order, () => order.items.map(({ productId }) => byId(products, productId).thumbnail)),
  );
type FromGraph = { me: { orders: Connection<Facts & { items: readonly { product: Omit<Product, "id"> }[] }> } };
const fromGraph = ({ me }: FromGraph) =>
  nodes(me.orders).map((order) => entry(order, () => order.items.map(({ product }) => product.thumbnail)));

export const screen: Screen<readonly Entry[]> = {
  name: "order-history",
  as: "ada",
  render: (entries) =>
    lines(
      entries.map(
        ({ number, status, total, placedAt, pictures }) =>
          `<li>${text(number)} ${text(status)} ${money(total)} ${text(placedAt).slice(0, 10)} ${pictures.map(picture).join("")}</li>`,
      ),
    ),
  rungs: {
    ...inOnePart,
    R0: rung(
      async (api, { userId }) => {
        const orders = (await api.get(`/users/${userId}/orders?limit=10`)) as List<RestOrder>;
        const ids = orders.data.flatMap(({ items }) => items.map(({ productId }) => productId));
        const products = await Promise.all(ids.map(async (id) => (await api.get(`/products/${id}`)) as Product));
        return [orders, ...products] as const;
      },
      ([orders, ...products]) => {
        let at = 0;
        return orders.data.map((order) => {
          const mine = order.items.map(() => products[at++]);
          return entry(order, () => mine.map((product) => product?.thumbnail as Picture));
        });
      },
    ),
    R1: rung(
      async (api, { userId }) => {
        const orders = (await api.get(
          `/users/${userId}/orders?limit=10&fields=number,status,total,placedAt,items`,
        )) as List<RestOrder>;
        const ids = distinct(orders.data.flatMap(({ items }) => items.map(({ productId }) => productId)));
        return [orders, (await api.get(`/products?ids=${ids}&fields=thumbnail`)) as List<Product>] as const;
      },
      ([orders, products]) => rest(orders, products.data),
    ),
    R2: rung(
      async (api, { userId }) => {
        const fields =
          "fields[orders]=number,status,total,placedAt,items&fields[order-items]=product&fields[products]=thumbnail";
        return [
          (await api.get(`/jsonapi/users/${userId}/orders?page[size]=10&include=items.product&${fields}`)) as Document<
            readonly (Resource<Facts> & Items)[]
          >,
        ] as const;
      },
      ([document]) =>
        document.data.map((order) =>
          entry(order.attributes, () =>
            order.relationships.items.data.map((link) => {
              const line = included<object, "product">(document, link);
              return included<Product>(document, line.relationships.product.data).attributes.thumbnail;
            }),
          ),
        ),
    ),
    R3: rung(
      async (api) =>
        [
          (await api.get("/views/order-history")) as {
            orders: readonly (Facts & { thumbnails: readonly Picture[] })[];
          },
        ] as const,
      ([{ orders }]) => orders.map((order) => entry(order, () => order.thumbnails)),
    ),
    G0: queryRung(
      /* GraphQL */ `query Everything { me { id username displayName avatarUrl orders(first: 10) { edges { cursor node { ...EveryOrder } } pageInfo { hasNextPage endCursor } } } }\n${ORDER}`,
      () => ({}),
      fromGraph,
    ),
    ...queryRungs(
      /* GraphQL */ `query OrderHistory { me { orders(first: 10) { pageInfo { hasNextPage endCursor } edges { node { number status total { amount currency } placedAt items { product { thumbnail { url alt } } } } } } } }`,
      () => ({}),
      fromGraph,
    ),
  },
};

interface Items {
  readonly relationships: { readonly items: { readonly data: readonly { type: string; id: string }[] } };
}
