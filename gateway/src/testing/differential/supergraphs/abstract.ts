import type { Domain, Item } from "../domain.ts";

/** Interfaces that implement interfaces, unions, and lists of lists of both; types that only some subgraphs know. */
export const abstract: Domain = {
  name: "abstract",
  schema: `
    type Query { shelf: [Media!]! anything: [Thing] grid: [[Thing]!] node(id: ID!): Node latest: Printed }
    interface Node { id: ID! }
    interface Media implements Node { id: ID! title: String related: [Media!] stars: Int }
    interface Printed implements Media & Node { id: ID! title: String related: [Media!] pages: Int stars: Int }
    type Book implements Media & Node & Printed { id: ID! title: String related: [Media!] pages: Int author: Author stars: Int }
    type Magazine implements Media & Node & Printed { id: ID! title: String related: [Media!] pages: Int issue: Int! stars: Int }
    type Film implements Media & Node { id: ID! title: String related: [Media!] minutes: Int cast: [Author] stars: Int }
    type Author implements Node { id: ID! name: String works: [Thing!] }
    union Thing = Book | Film | Author
  `,
  subgraphs: {
    media: {
      schema: `
        type Query { shelf: [Media!]! anything: [Thing] grid: [[Thing]!] node(id: ID!): Node latest: Printed }
        interface Node { id: ID! }
        interface Media implements Node { id: ID! title: String related: [Media!] }
        interface Printed implements Media & Node { id: ID! title: String related: [Media!] pages: Int }
        type Book implements Media & Node & Printed @key(fields: "id") { id: ID! title: String related: [Media!] pages: Int author: Author }
        type Magazine implements Media & Node & Printed @key(fields: "id") { id: ID! title: String related: [Media!] pages: Int issue: Int! }
        type Film implements Media & Node @key(fields: "id") { id: ID! title: String related: [Media!] cast: [Author] }
        type Author implements Node @key(fields: "id") { id: ID! }
        union Thing = Book | Film | Author
      `,
    },
    reviews: {
      schema: `
        interface Media { id: ID! stars: Int }
        interface Printed implements Media { id: ID! stars: Int }
        type Book implements Media & Printed @key(fields: "id") { id: ID! stars: Int }
        type Magazine implements Media & Printed @key(fields: "id") { id: ID! stars: Int }
        type Film implements Media @key(fields: "id") { id: ID! minutes: Int stars: Int }
      `,
    },
    authors: {
      schema: `
        type Author @key(fields: "id") { id: ID! name: String works: [Thing!] }
        union Thing = Book | Film
        type Book @key(fields: "id", resolvable: false) { id: ID! }
        type Film @key(fields: "id", resolvable: false) { id: ID! }
      `,
    },
  },
  fields: {
    "Query.node": ({ world }, { id }) => world.entities.find((one) => one["id"] === id),
  },
  world(random) {
    const authors = ["1", "2"].map((id): Record<string, unknown> & Item => ({
      __typename: "Author",
      id,
      name: `Author ${id}`,
    }));
    const media = ["3", "4", "5", "6", "7"].map((id): Record<string, unknown> & Item => ({
      __typename: random.pick(["Book", "Magazine", "Film"]),
      id,
      title: random.chance(0.8) ? `Title ${id}` : null,
      pages: random.integer(500),
      minutes: random.integer(200),
      issue: random.integer(12),
      author: random.chance(0.8) ? random.pick(authors) : null,
      cast: [random.pick(authors), null],
      stars: random.integer(5),
    }));
    for (const one of media) one["related"] = random.shuffle(media).slice(0, random.integer(3));
    const things = [...media.filter(({ __typename: name }) => name !== "Magazine"), ...authors];
    for (const author of authors)
      author["works"] = things.filter(({ __typename: name }) => name !== "Author").slice(0, 2);
    return {
      query: {
        shelf: random.shuffle(media),
        anything: [...random.shuffle(things), null],
        grid: [random.shuffle(things), [], [null]],
        latest: media.find(({ __typename: name }) => name !== "Film"),
      },
      entities: [...authors, ...media],
      state: {},
    };
  },
};
