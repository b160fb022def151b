import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createMetrics } from "@threefold/telemetry";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createGateway,
  type GatewayOptions,
  type GatewayServerOptions,
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

describe("an option that a configuration file may not have either is refused before anything is served", () => {
  it.each<[string, Partial<GatewayOptions>, string]>([
    ["a time", { timeout: Number.NaN }, "timeout: expected a whole number from 1 to 600000, not NaN"],
    [
      "a limit",
      { guards: { limits: { rootFields: -1 } } },
      "guards.limits.rootFields: expected a whole number from 1 to 1000, not -1",
    ],
    [
      "a limit by a name that is none",
      { guards: { limits: JSON.parse('{ "dept": 3 }') } },
      "guards.limits.dept: there is no such setting",
    ],
    [
      "a budget",
      { guards: { cost: { perMinute: 0 } } },
      "guards.cost.perMinute: expected a whole number from 1 to 1000000000000, not 0",
    ],
    [
      "memory for documents",
      { guards: { documents: { maxRegisteredBytes: Number.POSITIVE_INFINITY } } },
      "guards.documents.maxRegisteredBytes: expected a whole number from 0 to 1073741824, not Infinity",
    ],
    [
      "a circuit",
      { subgraphs: { all: { circuit: { failureShare: 7 } } } },
      "subgraphs.all.circuit.failureShare: expected a number from 0 to 1, not 7",
    ],
    [
      "how one subgraph is asked",
      { subgraphs: { bySubgraph: { books: { stream: { streamsPerSocket: 0.5 } } } } },
      "subgraphs.bySubgraph.books.stream.streamsPerSocket: expected a whole number from 1 to 100000, not 0.5",
    ],
    [
      "an empty name",
      { subgraphs: { bySubgraph: { "": { timeout: 5 } } } },
      'subgraphs.bySubgraph[""]: expected a subgraph\'s name, not ""',
    ],
    [
      "a URL",
      { subgraphUrls: { books: "nowhere" } },
      'subgraphUrls.books: expected a URL that starts with http:// or https://, not "nowhere"',
    ],
    [
      "a URL with credentials",
      { subgraphUrls: { books: "http://user:secret@books.example/" } },
      "subgraphUrls.books: expected a URL without credentials, which a header rule sends (set), not its value",
    ],
    ["a host", { subgraphHosts: [""] }, 'subgraphHosts.0: expected a host, not ""'],
    [
      "two of them, both of which are told",
      { timeout: 0, subgraphs: { all: { retry: { pauseMs: -5 } } } },
      "timeout: expected a whole number from 1 to 600000, not 0; subgraphs.all.retry.pauseMs: expected a whole number from 1 to 60000, not -5",
    ],
  ])("%s", (_what, options, message) => {
    expect(() => createGateway({ supergraph, ...options })).toThrow(new TypeError(message));
  });

  it.each<[string, Partial<GatewayServerOptions>, string]>([
    ["a batch", { http: { maxBatch: -1 } }, "http.maxBatch: expected a whole number from 0 to 1000, not -1"],
    [
      "an origin",
      { http: { cors: { origins: [""] } } },
      'http.cors.origins.0: expected an origin: scheme, host and port, without a slash at its end, not ""',
    ],
    [
      "how events are served",
      { streams: { maxQueued: Number.NaN } },
      "streams.maxQueued: expected a whole number from 1 to 1000000, not NaN",
    ],
    [
      "a limit of a server",
      { guards: { limits: { depth: 0 } } },
      "guards.limits.depth: expected a whole number from 1 to 1000, not 0",
    ],
    [
      "a place",
      { places: { urls: { books: "ftp://books.example/" } } },
      'places.urls.books: expected a URL that starts with http:// or https://, not "ftp://books.example/"',
    ],
    [
      "a mount over everything",
      { mounts: [{ path: "", url: "http://127.0.0.1:1/" }] },
      'mounts.0.path: expected a path, none of /graphql, /callbacks, /health, /supergraph, /faults and /metrics, not ""',
    ],
  ])("%s", async (_what, options, message) => {
    await expect(startGateway(supergraph, options)).rejects.toThrow(new TypeError(message));
  });

  it("how often a supergraph's URL is looked at", () => {
    expect(() => urlSource("https://schemas.example/supergraph", { intervalMs: 0 })).toThrow(
      new TypeError("intervalMs: expected a whole number from 100 to 86400000, not 0"),
    );
  });
});

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
