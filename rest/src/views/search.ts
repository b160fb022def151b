import Type from "typebox";
import type { Product } from "./resources.ts";
import { list, object } from "./shapes.ts";
import { view } from "./view.ts";

/** Screen 3: what is offered while somebody types. */
export const search = view({
  id: "viewSearch",
  path: "/search",
  summary: "Screen 3: eight products for what was typed",
  query: Type.Object({ q: Type.String() }),
  answer: object({ products: list(object({ id: Type.String(), name: Type.String() })) }),
  maxAge: 60,
  async load({ query: { q } }, reader) {
    const path = `/products/search?${new URLSearchParams({ q, limit: "8", fields: "name" })}`;
    return { products: (await reader.list<Product>("products", path)).body.data };
  },
});
