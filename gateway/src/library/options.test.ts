import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createMetrics } from "@threefold/telemetry";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createGateway,
  NOTHING_CONFIGURED,
  type SubgraphsConfiguration,
  type UrlSourceOptions,
  urlSource,
} from "../index.ts";
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

type Rules = SubgraphsConfiguration["headers"];

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
    expect(() => createGateway({ supergraph, subgraphs: { headers } })).toThrow(message);
    const subgraphs = { ...NOTHING_CONFIGURED, headers };
    await expect(startGateway(supergraph, { subgraphs })).rejects.toThrow(message);
  });

  it("hold for a header however its name is written", async () => {
    await using gateway = createGateway({
      supergraph,
      subgraphs: { headers: { all: { forward: ["Authorization"], remove: ["X-Request-ID"] } } },
    });
    books.requests.splice(0);
    await gateway.execute({ document: "{ books { isbn } }", headers: { authorization: "Bearer a" } });
    expect(books.requests[0]?.headers).toMatchObject({ authorization: "Bearer a" });
    expect(books.requests[0]?.headers).not.toHaveProperty("x-request-id");
  });
});

describe("a supergraph at a URL", () => {
  /** What is at the URL now; nothing when there is an error. */
  let page: { readonly status: number; readonly text: string };
  let host: Server;
  let url: string;
  beforeAll(async () => {
    host = createServer((request, response) => {
      const isKnown = request.headers["if-none-match"] === '"1"';
      response.writeHead(isKnown ? 304 : page.status, { etag: '"1"' }).end(isKnown ? "" : page.text);
    });
    await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/supergraph`;
  });
  afterAll(() => void host?.close().closeAllConnections());

  const served = () => ({ status: 200, text: supergraph });
  const hosts = { subgraphHosts: ["127.0.0.1"] };

  it("may name no host of a subgraph unless that is allowed", async () => {
    page = served();
    await using gateway = createGateway({ supergraph: urlSource(url) });
    await expect(gateway.execute({ document: "{ __typename }" })).rejects.toThrow(
      /subgraph \w+ the host 127\.0\.0\.1:\d+, which is not allowed; .*subgraphHosts in code$/,
    );
    await using allowing = createGateway({ supergraph: urlSource(url), ...hosts });
    expect(await allowing.execute({ document: "{ __typename }" })).toEqual({ data: { __typename: "Query" } });
    const subgraphUrls = { books: books.url, authors: authors.url };
    await using placed = createGateway({ supergraph: urlSource(url), subgraphUrls });
    expect(await placed.execute({ document: "{ __typename }" })).toEqual({ data: { __typename: "Query" } });
  });

  it("that cannot be had at first is served from the first operation on for which it can", async () => {
    page = { status: 503, text: "" };
    await using gateway = createGateway({ supergraph: urlSource(url), metrics: createMetrics(), ...hosts });
    await expect(gateway.execute({ document: "{ __typename }" })).rejects.toThrow("answers with status 503");
    page = served();
    expect(await gateway.execute({ document: "{ __typename }" })).toEqual({ data: { __typename: "Query" } });
  });

  it("is read whole again by a gateway that was stopped and is asked again", async () => {
    page = served();
    await using gateway = createGateway({ supergraph: urlSource(url), ...hosts });
    await gateway.execute({ document: "{ __typename }" });
    await gateway.stop();
    expect(await gateway.execute({ document: "{ __typename }" })).toEqual({ data: { __typename: "Query" } });
  });

  it.each<[string, string, UrlSourceOptions, string]>([
    ["from where others may change it", "http://example.com/supergraph", {}, "is https, or http on this machine"],
    ["with a password in its URL", "https://user:word@example.com/supergraph", {}, "without credentials"],
    ["of a digest that is none", "https://example.com/a", { trust: { digest: "sha256:1" } }, "trust.digest"],
    ["by a key that is none", "https://example.com/a", { trust: { key: "KEY" } }, "trust.key"],
  ])("is not taken %s, and the code that asks for that is told at once", (_what, from, options, message) => {
    expect(() => urlSource(from, options)).toThrow(message);
  });
});

it("the schema can be read where that is allowed, in production too", async () => {
  const document = "{ __schema { queryType { name } } }";
  await using open = createGateway({ supergraph, introspection: true });
  expect(await open.execute({ document })).toEqual({ data: { __schema: { queryType: { name: "Query" } } } });
  await using closed = createGateway({ supergraph });
  expect(await closed.execute({ document })).not.toHaveProperty("data");
});
