import { inOnePart } from "../../src/in-parts.ts";
import { lazy, queryRung, queryRungs, rung, type Screen } from "../../src/screen.ts";
import type { Document, Resource } from "../../src/shapes.ts";

interface Badge {
  readonly itemCount: number;
}
const badge = (itemCount: () => number): Badge => lazy({ itemCount });
const ask = (path: string) =>
  rung(
    async (api) => [(await api.get(path)) as Badge] as const,
    ([cart]) => badge(() => cart.itemCount),
  );
type FromGraph = { me: { cart: Badge } };
const fromGraph = ({ me }: FromGraph) => badge(() => me.cart.itemCount);

export const screen: Screen<Badge> = {
  name: "cart-badge",
  as: "ada",
  render: ({ itemCount }) => `<b>${itemCount}</b>`,
  rungs: {
    ...inOnePart,
    R0: ask("/cart"),
    R1: ask("/cart?fields=itemCount"),
    R2: rung(
      async (api) => [(await api.get("/jsonapi/cart?fields[carts]=itemCount")) as Document<Resource<Badge>>] as const,
      ([{ data }]) => badge(() => data.attributes.itemCount),
    ),
    R3: ask("/views/cart-badge"),
    G0: queryRung(
      /* GraphQL */ `query Everything { me { id username displayName avatarUrl email phone cart { id itemCount updatedAt items { quantity addedAt product { id name thumbnail { url alt } price { amount currency } } } } } }`,
      () => ({}),
      fromGraph,
    ),
    ...queryRungs(/* GraphQL */ `query CartBadge { me { cart { itemCount } } }`, () => ({}), fromGraph),
  },
};
