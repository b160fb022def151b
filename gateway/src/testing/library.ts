import { compose, parseSubgraph } from "@threefold/federation";
import { GraphQLError } from "graphql";
import { startSubgraph, type TestSubgraph, type TestSubgraphOptions } from "./subgraph.ts";

// A domain that has nothing to do with this project's: the gateway must serve any.

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])\n';

export const BOOKS = `${link}
  type Query { books: [Book!]! book(isbn: ID!): Book slow: String refused: String broken: String }
  type Mutation { lend(isbn: ID!): Book }
  type Book @key(fields: "isbn") { isbn: ID! title: String! author: Author! }
  type Author @key(fields: "id", resolvable: false) { id: ID! }
`;

export const AUTHORS = `${link}
  type Query { authors: [Author!]! }
  type Author @key(fields: "id") { id: ID! name: String! }
`;

const books = [
  { isbn: "1", title: "Pickwick", author: { id: "a" } },
  { isbn: "2", title: "Middlemarch", author: { id: "b" } },
];
const names: Readonly<Record<string, string>> = { a: "Dickens", b: "Eliot" };

export interface LibraryOptions {
  /** What `slow` waits for. */
  readonly gate?: Promise<void>;
  /** Called when `slow` begins to wait. */
  readonly waiting?: () => void;
}

type Changes = Partial<TestSubgraphOptions>;

export function startBooks({ gate, waiting, ...changes }: LibraryOptions & Changes = {}): Promise<TestSubgraph> {
  const book = ({ isbn }: { isbn: string }) => books.find((candidate) => candidate.isbn === isbn);
  return startSubgraph({
    sdl: BOOKS,
    resolvers: {
      Query: {
        books: () => books,
        book: (_: unknown, key: { isbn: string }) => book(key),
        slow: async () => {
          waiting?.();
          await gate;
          return "at last";
        },
        refused: () => {
          throw new GraphQLError("Not for you.", {
            extensions: { code: "FORBIDDEN", stacktrace: ["at library.ts"], http: { status: 503 } },
          });
        },
        broken: () => {
          throw new Error("connect ECONNREFUSED 10.1.2.3:5432");
        },
      },
      Mutation: { lend: (_: unknown, key: { isbn: string }) => book(key) },
      Book: { __resolveReference: book },
    },
    ...changes,
  });
}

export function startAuthors(changes: Changes = {}): Promise<TestSubgraph> {
  const author = ({ id }: { id: string }) => ({ id, name: names[id] });
  return startSubgraph({
    sdl: AUTHORS,
    resolvers: {
      Query: { authors: () => Object.keys(names).map((id) => author({ id })) },
      Author: { __resolveReference: author },
    },
    ...changes,
  });
}

/** The library's supergraph, with the schemas given in the place of its own. */
export function librarySupergraph(
  urls: { books: string; authors: string },
  schemas: { books?: string; authors?: string } = {},
): string {
  return compose([
    parseSubgraph("books", urls.books, schemas.books ?? BOOKS),
    parseSubgraph("authors", urls.authors, schemas.authors ?? AUTHORS),
  ]).supergraphSdl;
}
