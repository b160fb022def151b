import { GraphQLError } from "graphql";
import { startGateway, type TestGateway } from "./gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "./library.ts";
import type { TestSubgraph } from "./subgraph.ts";

/** A library whose subgraph of authors answers only when it may, so that what waits for it comes later for certain. */
export interface DeferredLibrary extends AsyncDisposable {
  readonly sdl: string;
  readonly gateway: TestGateway;
  readonly authors: TestSubgraph;
  /** Lets what was asked so far be answered, and what is asked until the next `hold`. */
  release(): void;
  /** Keeps answers back from now on. */
  hold(): void;
  /** Resolves when the gateway next gives up a request for authors. */
  aborted(): Promise<void>;
}

const DEFERRED_AUTHORS = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated"])
  type Query { unused: Int }
  type Author @key(fields: "id") {
    id: ID! name: String! born: Int address: String @authenticated
    "Of one author nobody knows it."
    works: Int!
  }
`;

const people: Readonly<Record<string, { readonly name: string; readonly works: number | null }>> = {
  a: { name: "Dickens", works: 15 },
  b: { name: "Eliot", works: null },
};

const resolvers = {
  Author: {
    __resolveReference: ({ id }: { id: string }) => ({ id, ...people[id], address: "London" }),
    born() {
      throw new GraphQLError("Nobody knows.", { extensions: { code: "UNKNOWN" } });
    },
  },
};

export async function startDeferredLibrary(options: Parameters<typeof startGateway>[1] = {}): Promise<DeferredLibrary> {
  let gate = Promise.withResolvers<void>();
  let aborted = Promise.withResolvers<void>();
  const books = await startBooks();
  const authors = await startAuthors({
    sdl: DEFERRED_AUTHORS,
    resolvers,
    before: () => gate.promise,
    onAbort() {
      aborted.resolve();
      aborted = Promise.withResolvers();
    },
  });
  const sdl = librarySupergraph({ books: books.url, authors: authors.url }, { authors: DEFERRED_AUTHORS });
  const gateway = await startGateway(sdl, { streams: { drain: 0 }, ...options });
  return {
    sdl,
    gateway,
    authors,
    release: () => gate.resolve(),
    aborted: () => aborted.promise,
    hold() {
      gate = Promise.withResolvers();
    },
    async [Symbol.asyncDispose]() {
      gate.resolve();
      for (const part of [gateway, books, authors]) await part[Symbol.asyncDispose]();
    },
  };
}
