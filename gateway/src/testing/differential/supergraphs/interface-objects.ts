import type { Domain, Item } from "../domain.ts";

/** `@interfaceObject`: a subgraph that knows an interface as one type, and its fields on every implementation. */
export const interfaceObjects: Domain = {
  name: "interface objects",
  maxDepth: 3,
  rustIsWrong:
    "An object of which only fragments on types are asked, from a subgraph that has its interface as an object, is left out.",
  schema: `
    type Query { media: [Media!]! rated: [Media!]! book(id: ID!): Book }
    interface Media { id: ID! title: String rating: Int comments: [Comment!] similar: Media }
    type Book implements Media { id: ID! title: String rating: Int comments: [Comment!] similar: Media pages: Int }
    type Film implements Media { id: ID! title: String rating: Int comments: [Comment!] similar: Media minutes: Int! }
    type Comment { id: ID! text: String about: Media }
  `,
  subgraphs: {
    media: {
      schema: `
        type Query { media: [Media!]! book(id: ID!): Book }
        interface Media @key(fields: "id") { id: ID! title: String }
        type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
        type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int! }
      `,
    },
    ratings: {
      schema: `
        type Query { rated: [Media!]! }
        type Media @key(fields: "id") @interfaceObject { id: ID! rating: Int comments: [Comment!] similar: Media }
        type Comment @key(fields: "id") { id: ID! text: String about: Media }
      `,
    },
  },
  fields: {
    "Query.book": ({ world }, { id }) => world.entities.find((one) => one.__typename === "Book" && one["id"] === id),
  },
  world(random) {
    const media = ["1", "2", "3", "4"].map((id, index): Record<string, unknown> & Item => ({
      __typename: index === 0 ? "Book" : random.pick(["Book", "Film"]),
      id,
      title: random.chance(0.8) ? `Title ${id}` : null,
      pages: random.integer(400),
      minutes: random.integer(200),
      rating: random.chance(0.8) ? random.integer(5) : null,
    }));
    const comments = ["c1", "c2", "c3"].map((id) => ({
      __typename: "Comment",
      id,
      text: `Text ${id}`,
      about: random.pick(media),
    }));
    for (const one of media) {
      one["comments"] = comments.filter(({ about }) => about === one);
      one["similar"] = random.chance(0.7) ? random.pick(media) : null;
    }
    return { query: { media, rated: random.shuffle(media) }, entities: [...media, ...comments], state: {} };
  },
};
