import type { Domain, Item } from "../domain.ts";

/** Entities that nobody owns alone: fields that several subgraphs resolve, keys that change from subgraph to subgraph. */
export const overlaps: Domain = {
  name: "overlaps",
  schema: `
    type Query { a: [Thing] b: Thing c: Thing pair: [Thing!] }
    type Thing { a: ID! b: ID! c: ID! name: String size: Int other: Thing weight: Int parts: [Part!] }
    type Part { id: ID! thing: Thing count: Int kind: Kind }
    enum Kind { NUT BOLT }
  `,
  subgraphs: {
    a: {
      schema: `
        type Query { a: [Thing] pair: [Thing!] @shareable }
        type Thing @key(fields: "a") @key(fields: "b") { a: ID! b: ID! name: String @shareable other: Thing @shareable }
      `,
    },
    b: {
      schema: `
        type Query { b: Thing pair: [Thing!] @shareable }
        type Thing @key(fields: "b") @key(fields: "c") { b: ID! c: ID! name: String @shareable size: Int parts: [Part!] }
        type Part @key(fields: "id") { id: ID! thing: Thing }
      `,
    },
    c: {
      schema: `
        type Query { c: Thing }
        type Thing @key(fields: "c") { c: ID! weight: Int other: Thing @shareable }
        type Part @key(fields: "id") { id: ID! count: Int kind: Kind }
        enum Kind { NUT BOLT }
      `,
    },
  },
  world(random) {
    const things = ["1", "2", "3"].map((id): Record<string, unknown> & Item => ({
      __typename: "Thing",
      a: `a${id}`,
      b: `b${id}`,
      c: `c${id}`,
      name: random.chance(0.8) ? `Thing ${id}` : null,
      size: random.integer(9),
      weight: random.integer(9),
    }));
    const parts = ["1", "2", "3"].map((id) => ({
      __typename: "Part",
      id,
      thing: random.pick(things),
      count: random.integer(9),
      kind: random.pick(["NUT", "BOLT"]),
    }));
    for (const thing of things) {
      thing["other"] = random.chance(0.7) ? random.pick(things) : null;
      thing["parts"] = parts.filter((part) => part.thing === thing);
    }
    const pick = () => random.pick(things);
    return {
      query: { a: [pick(), null, pick()], b: pick(), c: pick(), pair: [pick(), pick()] },
      entities: [...things, ...parts],
      state: {},
    };
  },
};
