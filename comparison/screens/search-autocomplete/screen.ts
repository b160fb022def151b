import { lines, text } from "../../src/draw.ts";
import { inOnePart } from "../../src/in-parts.ts";
import { PRODUCT } from "../../src/kitchen-sink.ts";
import { lazy, queryRung, queryRungs, rung, type Screen } from "../../src/screen.ts";
import type { Document, List, Resource } from "../../src/shapes.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}
const named = (id: () => string, name: () => string): Named => lazy({ id, name });
const plain = (things: readonly Named[]) =>
  things.map((thing) =>
    named(
      () => thing.id,
      () => thing.name,
    ),
  );
const ask = (query: string) =>
  rung(
    async (api, { search }) =>
      [(await api.get(`/products/search?q=${search}&limit=8${query}`)) as List<Named>] as const,
    ([{ data }]) => plain(data),
  );
type FromGraph = { searchProducts: readonly Named[] };

export const screen: Screen<readonly Named[]> = {
  name: "search-autocomplete",
  as: "anonymous",
  render: (found) => lines(found.map(({ id, name }) => `<a href="/p/${text(id)}">${text(name)}</a>`)),
  rungs: {
    ...inOnePart,
    R0: ask(""),
    R1: ask("&fields=name"),
    R2: rung(
      async (api, { search }) =>
        [
          (await api.get(`/jsonapi/products?filter[q]=${search}&page[size]=8&fields[products]=name`)) as Document<
            readonly Resource<Named>[]
          >,
        ] as const,
      ([{ data }]) =>
        data.map((product) =>
          named(
            () => product.id,
            () => product.attributes.name,
          ),
        ),
    ),
    R3: rung(
      async (api, { search }) =>
        [(await api.get(`/views/search?q=${search}`)) as { products: readonly Named[] }] as const,
      ([{ products }]) => plain(products),
    ),
    G0: queryRung(
      /* GraphQL */ `query Everything($q: String!) { searchProducts(query: $q, first: 8) { ...EveryProduct } }\n${PRODUCT}`,
      ({ search }) => ({ q: search }),
      ({ searchProducts }: FromGraph) => plain(searchProducts),
    ),
    ...queryRungs(
      /* GraphQL */ `query Search($q: String!) { searchProducts(query: $q, first: 8) { id name } }`,
      ({ search }) => ({ q: search }),
      ({ searchProducts }: FromGraph) => plain(searchProducts),
    ),
  },
};
