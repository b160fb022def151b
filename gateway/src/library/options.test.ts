import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGateway, type GatewayOptions } from "../index.ts";
import { startGateway } from "../testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";
import type { TestSubgraph } from "../testing/subgraph.ts";

let books: TestSubgraph;
let authors: TestSubgraph;
let supergraph: string;
beforeAll(async () => {
  [books, authors] = await Promise.all([startBooks(), startAuthors()]);
  supergraph = librarySupergraph({ books: books.url, authors: authors.url });
});
afterAll(async () => {
  for (const part of [books, authors]) await part?.[Symbol.asyncDispose]();
});

type Rules = NonNullable<GatewayOptions["subgraphs"]>["headers"];
const withRules = (headers: Rules) => ({ headers, all: {}, bySubgraph: {} });

describe("header rules", () => {
  it.each<[string, Rules, string]>([
    ["cookies", { all: { forward: ["Cookie"] }, bySubgraph: {} }, 'headers.all.forward has "Cookie"'],
    [
      "somebody's word for who asks",
      { all: {}, bySubgraph: { books: { forward: ["x-threefold-identity"] } } },
      'headers.bySubgraph.books.forward has "x-threefold-identity"',
    ],
    ["an identity of their own", { all: { set: { "X-Threefold-Identity": "a" } }, bySubgraph: {} }, "headers.all.set"],
    ["faults", { all: { forward: ["x-threefold-fault"] }, bySubgraph: {} }, "headers.all.forward"],
    ["two headers in one", { all: { set: { "x-a": "a\r\nx-b: b" } }, bySubgraph: {} }, "has for x-a a value"],
    ["what is no name", { all: { remove: ["a b"] }, bySubgraph: {} }, 'headers.all.remove has "a b"'],
  ])("cannot send subgraphs %s, and say so before anything is served", async (_what, headers, message) => {
    const subgraphs = withRules(headers);
    expect(() => createGateway({ supergraph, subgraphs })).toThrow(message);
    await expect(startGateway(supergraph, { subgraphs })).rejects.toThrow(message);
  });

  it("hold for a header however its name is written", async () => {
    await using gateway = createGateway({
      supergraph,
      subgraphs: withRules({ all: { forward: ["Authorization"], remove: ["X-Request-ID"] }, bySubgraph: {} }),
    });
    books.requests.splice(0);
    await gateway.execute({ document: "{ books { isbn } }", headers: { authorization: "Bearer a" } });
    expect(books.requests[0]?.headers).toMatchObject({ authorization: "Bearer a" });
    expect(books.requests[0]?.headers).not.toHaveProperty("x-request-id");
  });
});
