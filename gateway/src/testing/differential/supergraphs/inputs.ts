import type { Domain } from "../domain.ts";

/** Arguments of all kinds, on fields of several subgraphs; enums; what is `@inaccessible`; what was moved by `@override`. */
export const inputs: Domain = {
  name: "inputs",
  schema: `
    type Query { search(filter: Filter, sorts: [Sort!], limit: Int = 3): [Hit!]! echo(text: String!, nested: [[Int!]]): String hit(id: ID!): Hit level: Level }
    input Filter { text: String, levels: [Level!], not: Filter, min: Float, exact: Boolean = true }
    input Sort { by: String! descending: Boolean }
    enum Level { LOW HIGH }
    type Hit { id: ID! level: Level levels: [Level] says(filter: Filter, id: ID): String moved(times: Int): Int score(weight: Float!): Float }
  `,
  subgraphs: {
    search: {
      schema: `
        type Query { search(filter: Filter, sorts: [Sort!], limit: Int = 3): [Hit!]! hit(id: ID!): Hit level: Level hidden: Int @inaccessible }
        input Filter { text: String, levels: [Level!], not: Filter, min: Float, exact: Boolean = true, secret: Int @inaccessible }
        input Sort { by: String! descending: Boolean }
        enum Level { LOW HIGH SECRET @inaccessible }
        type Hit @key(fields: "id") { id: ID! level: Level levels: [Level] moved(times: Int): Int inner: String @inaccessible }
      `,
    },
    scores: {
      schema: `
        type Query { echo(text: String!, nested: [[Int!]]): String }
        input Filter { text: String, levels: [Level!], not: Filter, min: Float, exact: Boolean = true }
        enum Level { LOW HIGH SECRET @inaccessible }
        type Hit @key(fields: "id") { id: ID! says(filter: Filter, id: ID): String moved(times: Int): Int @override(from: "search") inner: String @external score(weight: Float!): Float @requires(fields: "inner") }
      `,
    },
  },
  fields: {
    "Query.search": ({ item }, args) => (item["hits"] as unknown[]).slice(0, args["limit"] as number),
    "Query.hit": ({ world }, { id }) => world.entities.find((one) => one["id"] === id),
    "Query.echo": (_self, args) => JSON.stringify(args),
    "Hit.says": (_self, args) => JSON.stringify(args),
    "Hit.moved": (_self, { times }) => Number(times ?? 1) * 2,
    "Hit.score": ({ get }, { weight }) => String(get("inner")).length * Number(weight),
  },
  world(random) {
    const hits = ["1", "2", "3", "4"].map((id) => ({
      __typename: "Hit",
      id,
      level: random.pick(["LOW", "HIGH", null]),
      levels: ["HIGH", null, "LOW"].slice(random.integer(4)),
      inner: "i".repeat(random.integer(5)),
    }));
    return { query: { hits, level: "LOW" }, entities: hits, state: {} };
  },
};
