import { startGateway, type TestGateway } from "./gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "./library.ts";
import type { TestSubgraph } from "./subgraph.ts";

/** A library whose subgraph of authors answers only when it may, so that what waits for it comes later for certain. */
export interface DeferredLibrary extends AsyncDisposable {
  readonly gateway: TestGateway;
  readonly authors: TestSubgraph;
  /** Lets what was asked so far be answered, and what is asked until the next `hold`. */
  release(): void;
  /** Keeps answers back from now on. */
  hold(): void;
  /** Resolves when the gateway next gives up a request for authors. */
  aborted(): Promise<void>;
}

export async function startDeferredLibrary(options: Parameters<typeof startGateway>[1] = {}): Promise<DeferredLibrary> {
  let gate = Promise.withResolvers<void>();
  let aborted = Promise.withResolvers<void>();
  const books = await startBooks();
  const authors = await startAuthors({
    before: () => gate.promise,
    onAbort() {
      aborted.resolve();
      aborted = Promise.withResolvers();
    },
  });
  const gateway = await startGateway(librarySupergraph({ books: books.url, authors: authors.url }), {
    streams: { drain: 0 },
    ...options,
  });
  return {
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
