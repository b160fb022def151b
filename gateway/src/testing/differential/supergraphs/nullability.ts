import type { Domain, Item } from "../domain.ts";

/** Nulls where the schema forbids them, at all heights, also in what other subgraphs add. */
export const nullability: Domain = {
  name: "nullability",
  schema: `
    type Query { strict: Strict! loose: Strict list: [Strict!]! loosely: [Strict!] lists: [[Strict!]!] }
    type Strict { id: ID! name: String! maybe: String child: Strict! loose: Strict remote: String! remoteChild: Strict! tags: [String!]! sometimes: [Int!] }
  `,
  subgraphs: {
    here: {
      schema: `
        type Query { strict: Strict! loose: Strict list: [Strict!]! loosely: [Strict!] lists: [[Strict!]!] }
        type Strict @key(fields: "id") { id: ID! name: String! maybe: String child: Strict! loose: Strict tags: [String!]! }
      `,
    },
    there: {
      schema: `type Strict @key(fields: "id") { id: ID! remote: String! remoteChild: Strict! sometimes: [Int!] }`,
    },
  },
  world(random) {
    const all = ["1", "2", "3", "4"].map((id): Record<string, unknown> & Item => ({
      __typename: "Strict",
      id,
      name: random.chance(0.9) ? `Name ${id}` : null,
      maybe: random.chance(0.5) ? "maybe" : null,
      remote: random.chance(0.9) ? "remote" : null,
      tags: random.chance(0.9) ? ["a", "b"] : ["a", null],
      sometimes: random.chance(0.7) ? [1, 2] : [null],
    }));
    for (const one of all) {
      one["child"] = random.pick(all);
      one["loose"] = random.chance(0.7) ? random.pick(all) : null;
      one["remoteChild"] = random.pick(all);
    }
    const some = () => random.shuffle(all).slice(0, random.integer(3));
    return {
      query: {
        strict: random.pick(all),
        loose: random.pick(all),
        list: some(),
        loosely: some(),
        lists: [some(), some()],
      },
      entities: all,
      state: {},
    };
  },
};
