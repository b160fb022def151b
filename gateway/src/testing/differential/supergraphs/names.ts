import type { Domain } from "../domain.ts";

/** Fields, types and arguments with the names of what JavaScript's objects inherit, and names that look like our own. */
export const names: Domain = {
  name: "names",
  schema: `
    type Query { constructor: toString valueOf(hasOwnProperty: Int): Int things: [toString!] f__given: Int }
    type toString { id: ID! toLocaleString: String isPrototypeOf: constructor name__given: String }
    type constructor { toString: Int hasOwnProperty: [Int] }
  `,
  subgraphs: {
    one: {
      schema: `
        type Query { constructor: toString valueOf(hasOwnProperty: Int): Int things: [toString!] f__given: Int }
        type toString @key(fields: "id") { id: ID! toLocaleString: String }
      `,
    },
    two: {
      schema: `
        type toString @key(fields: "id") { id: ID! isPrototypeOf: constructor name__given: String }
        type constructor { toString: Int hasOwnProperty: [Int] }
      `,
    },
  },
  fields: { "Query.valueOf": (_self, args) => args["hasOwnProperty"] },
  world(random) {
    const things = ["1", "2"].map((id) => ({
      __typename: "toString",
      id,
      toLocaleString: "text",
      isPrototypeOf: random.chance(0.7) ? { __typename: "constructor", toString: 1, hasOwnProperty: [1, null] } : null,
      name__given: "name",
    }));
    return { query: { constructor: things[0], things, f__given: 5 }, entities: things, state: {} };
  },
};
