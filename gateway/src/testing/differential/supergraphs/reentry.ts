import type { Domain } from "../domain.ts";

/** `@requires` that leads back into a subgraph, one of whose keys cannot be resolved there. */
export const reentry: Domain = {
  name: "reentry",
  schema: `
    type Query { tyres: [Tyre!] }
    type Tyre { id: ID! sku: String! grams: Int postage: Int name: String }
  `,
  subgraphs: {
    shop: {
      schema: `
        type Query { tyres: [Tyre!] }
        type Tyre @key(fields: "id", resolvable: false) @key(fields: "sku") {
          id: ID! sku: String! grams: Int @external postage: Int @requires(fields: "grams") name: String
        }
      `,
    },
    weights: {
      schema: `type Tyre @key(fields: "id") @key(fields: "sku") { id: ID! sku: String! grams: Int }`,
    },
  },
  fields: { "Tyre.postage": ({ get }) => Number(get("grams")) * 2 },
  world(random) {
    const tyres = ["1", "2"].map((id) => ({
      __typename: "Tyre",
      id,
      sku: `s${id}`,
      grams: random.integer(100),
      name: `Tyre ${id}`,
    }));
    return { query: { tyres }, entities: tyres, state: {} };
  },
};
