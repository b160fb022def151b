import { hash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginLandingPageLocalDefault } from "@apollo/server/plugin/landingPage/default";
import { type GraphQLError, parse } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGateway, fileSource } from "../index.ts";
import { parseManifest } from "../operation/trusted-documents/index.ts";
import { SubgraphFailure } from "../subgraph/failure.ts";
import { post, serve } from "../testing/apollo-server.ts";
import { believing, type Cinema, startCinema } from "../testing/cinema.ts";
import { replaceFile, temporaryFolder } from "../testing/gateway.ts";
import { BOOKS, librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";
import type { TestSubgraph } from "../testing/subgraph.ts";

const JOINED = "query Shelf { books { title author { name } } }";
const SHELF = {
  books: [
    { title: "Pickwick", author: { name: "Dickens" } },
    { title: "Middlemarch", author: { name: "Eliot" } },
  ],
};

let books: TestSubgraph;
let authors: TestSubgraph;
let supergraph: string;
beforeAll(async () => {
  books = await startBooks({ answerHeaders: () => ({ "cache-control": "max-age=60, public" }) });
  authors = await startAuthors({ answerHeaders: () => ({ "cache-control": "max-age=30, public" }) });
  supergraph = librarySupergraph({ books: books.url, authors: authors.url });
});
afterAll(async () => {
  for (const part of [books, authors]) await part?.[Symbol.asyncDispose]();
});

describe("in Apollo Server, in the place of its own gateway", () => {
  it("answers @defer in parts with its plugin, and whole without", async () => {
    const query = "{ books { title ... @defer { author { name } } } }";
    const takesParts = { accept: "multipart/mixed;deferSpec=20220824, application/json" };
    const gateway = createGateway({ supergraph });
    const ask = async (server: ApolloServer, accept: Readonly<Record<string, string>>) => {
      await using served = await serve(server);
      const headers = { "content-type": "application/json", ...accept };
      const response = await fetch(served.url, { method: "POST", headers, body: JSON.stringify({ query }) });
      const lines = (await response.text()).split("\r\n").filter((line) => line.startsWith("{"));
      return lines.map((line) => JSON.parse(line));
    };
    const withPlugin = () => new ApolloServer({ gateway, plugins: [gateway.deferPlugin] });
    expect(await ask(withPlugin(), takesParts)).toEqual([
      { data: { books: [{ title: "Pickwick" }, { title: "Middlemarch" }] }, hasNext: true },
      {
        incremental: [
          { data: { author: { name: "Dickens" } }, path: ["books", 0] },
          { data: { author: { name: "Eliot" } }, path: ["books", 1] },
        ],
        hasNext: false,
      },
    ]);
    expect(await ask(withPlugin(), { accept: "application/json" })).toEqual([{ data: SHELF }]);
    expect(await ask(new ApolloServer({ gateway: createGateway({ supergraph }) }), takesParts)).toEqual([
      { data: SHELF },
    ]);
    await using alone = createGateway({ supergraph });
    expect(await alone.execute({ document: query })).toEqual({ data: SHELF });
  });

  it("answers, and the server's plugins, cache policy, landing page and formatError work as with that", async () => {
    const seen: string[] = [];
    const plugin: ApolloServerPlugin = {
      requestDidStart: async () => ({
        didResolveOperation: async ({ operationName }) => void seen.push(`resolved ${operationName}`),
        didEncounterErrors: async ({ errors }) => void seen.push(...errors.map(({ message }) => message)),
        willSendResponse: async ({ response: { body } }) => void seen.push(`sends ${body.kind}`),
      }),
    };
    const causes: unknown[] = [];
    const server = new ApolloServer({
      gateway: createGateway({ supergraph }),
      plugins: [plugin, ApolloServerPluginLandingPageLocalDefault()],
      formatError: (formatted, error) => {
        causes.push((error as GraphQLError).originalError);
        return { ...formatted, message: `formatted: ${formatted.message}` };
      },
    });
    await using served = await serve(server);
    const { body, headers } = await post(served.url, JOINED);
    expect(body).toEqual({ data: SHELF });
    expect(headers.get("cache-control")).toBe("max-age=30, public");
    expect(seen).toEqual(["resolved Shelf", "sends single"]);
    expect(await (await fetch(served.url, { headers: { accept: "text/html" } })).text()).toMatch(/<html/);

    const failing = await post(served.url, "{ refused }");
    expect(failing.status).toBe(200);
    expect(failing.body).toMatchObject({
      data: { refused: null },
      errors: [{ message: "formatted: Not for you.", path: ["refused"], extensions: { code: "FORBIDDEN" } }],
    });
    const wrong = await post(served.url, "query ($i: ID!) { book(isbn: $i) { title } }", { variables: { i: {} } });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: "BAD_USER_INPUT" } }] } });
  });

  it("runs no operation for a name that none has, by whatever method", async () => {
    await using served = await serve(new ApolloServer({ gateway: createGateway({ supergraph }) }));
    const query = 'mutation Lend { lend(isbn: "1") { title } }';
    const sent = books.requests.length;
    const refused = {
      status: 400,
      body: {
        errors: [{ message: 'Unknown operation named "Other".', extensions: { code: "OPERATION_RESOLUTION_FAILURE" } }],
      },
    };
    expect(await post(served.url, query, { operationName: "Other" })).toMatchObject(refused);
    const search = new URLSearchParams({ query, operationName: "Other" });
    const read = await fetch(`${served.url}?${search}`, { headers: { "apollo-require-preflight": "yes" } });
    expect({ status: read.status, body: await read.json() }).toMatchObject(refused);
    expect(books.requests).toHaveLength(sent);
  });

  it("lets clients read the schema, as landing pages do, where it and the server both allow that", async () => {
    const ask = async (allowed: boolean | undefined, introspection: boolean) => {
      const gateway = createGateway({ supergraph, introspection: allowed });
      await using served = await serve(new ApolloServer({ gateway, introspection }));
      return (await post(served.url, "{ __schema { queryType { name } } }")).status;
    };
    expect(await ask(true, true)).toBe(200);
    expect(await ask(true, false)).toBe(400);
    expect(await ask(undefined, true)).toBe(400);
  });

  it("explains an operation to those who may ask for that, and lets nobody keep the answer", async () => {
    await using served = await serve(new ApolloServer({ gateway: createGateway({ supergraph, development: true }) }));
    const { body, headers } = await post(served.url, JOINED, { extensions: { explain: true } });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body).toMatchObject({
      data: SHELF,
      extensions: {
        explain: {
          redacted: false,
          operation: { name: "Shelf", kind: "query" },
          fetches: [{ subgraph: "books" }, { subgraph: "authors", representations: { needed: 2, sent: 2 } }],
          cost: { actual: 4 },
        },
      },
    });
    expect((await post(served.url, JOINED)).body).toEqual({ data: SHELF });
    await using inProduction = await serve(new ApolloServer({ gateway: createGateway({ supergraph }) }));
    expect((await post(inProduction.url, JOINED, { extensions: { explain: true } })).body).toEqual({ data: SHELF });
  });

  it("hands on what made a subgraph fail, for those who log", async () => {
    const causes: unknown[] = [];
    await using gone = await startBooks();
    const sdl = librarySupergraph({ books: gone.url, authors: authors.url });
    await gone[Symbol.asyncDispose]();
    const server = new ApolloServer({
      gateway: createGateway({ supergraph: sdl }),
      formatError: (formatted, error) => {
        causes.push((error as GraphQLError).originalError);
        return formatted;
      },
    });
    await using served = await serve(server);
    expect((await post(served.url, JOINED)).body).toMatchObject({
      errors: [{ extensions: { code: "SUBREQUEST_HTTP_ERROR", serviceName: "books" } }],
    });
    expect(causes).toEqual([expect.any(SubgraphFailure)]);
  });

  it("serves a new supergraph when its file changes, with the schema that belongs to it", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "supergraph.graphql");
    await writeFile(path, supergraph);
    const films = BOOKS.replace("slow: String", "films: [String!]");
    const gateway = createGateway({ supergraph: fileSource(path) });
    const schemas: string[] = [];
    const { promise: updated, resolve } = Promise.withResolvers<void>();
    gateway.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => {
      if (schemas.push(coreSupergraphSdl) === 2) resolve();
    });
    await using served = await serve(new ApolloServer({ gateway }));
    expect((await post(served.url, "{ films }")).status).toBe(400);
    await replaceFile(path, librarySupergraph({ books: books.url, authors: authors.url }, { books: films }));
    await updated;
    expect((await post(served.url, "{ films }")).status).toBe(200);
    expect(schemas).toHaveLength(2);
  });

  it("does not begin on a supergraph that cannot be served", async () => {
    const server = new ApolloServer({ gateway: createGateway({ supergraph: "type Query { a: Int }" }) });
    await expect(server.start()).rejects.toThrow(/the supergraph: .*core schema/);
  });
});

describe("as a function", () => {
  it("answers a document, as text or parsed, by the name of its operation, with variables", async () => {
    await using gateway = createGateway({ supergraph });
    expect(await gateway.execute({ document: JOINED })).toEqual({ data: SHELF });
    const document = parse("query A($i: ID!) { book(isbn: $i) { title } } query B { authors { name } }");
    expect(await gateway.execute({ document, operationName: "A", variables: { i: "2" } })).toEqual({
      data: { book: { title: "Middlemarch" } },
    });
    const { data, errors } = await gateway.execute({ document });
    expect([data, errors?.[0]?.extensions["code"]]).toEqual([undefined, "OPERATION_RESOLUTION_FAILURE"]);
  });

  it("answers a trusted document by its hash", async () => {
    const manifest = parseManifest(JSON.stringify({ [hash("sha256", JOINED, "hex")]: JOINED }), "manifest");
    await using gateway = createGateway({ supergraph, guards: { documents: { mode: "only", manifest } } });
    expect(await gateway.execute({ hash: hash("sha256", JOINED, "hex") })).toEqual({ data: SHELF });
    expect((await gateway.execute({ document: "{ books { isbn } }" })).errors?.[0]?.extensions["code"]).toBe(
      "QUERY_NOT_IN_SAFELIST",
    );
  });

  it("sends what headers are forwarded, and ends when its signal says so", async () => {
    const { promise: waiting, resolve: begun } = Promise.withResolvers<void>();
    const { promise: never } = Promise.withResolvers<void>();
    await using slow = await startBooks({ gate: never, waiting: begun });
    await using gateway = createGateway({
      supergraph: librarySupergraph({ books: slow.url, authors: authors.url }),
      subgraphs: { headers: { all: { forward: ["x-tenant"] } } },
    });
    await gateway.execute({ document: "{ books { isbn } }", headers: { "X-Tenant": "a", "x-other": "b" } });
    expect(slow.requests[0]?.headers).toMatchObject({ "x-tenant": "a" });
    expect(slow.requests[0]?.headers).not.toHaveProperty("x-other");
    const leaving = new AbortController();
    const asking = gateway.execute({ document: "{ slow }", signal: leaving.signal });
    await waiting;
    leaving.abort();
    expect(await asking).toMatchObject({ data: { slow: null }, errors: [{ extensions: { code: "GATEWAY_TIMEOUT" } }] });
  });

  it("shows what whoever asks may see, by headers or by what the caller knows of them", async () => {
    await using cinema: Cinema = await startCinema();
    await using gateway = createGateway({ supergraph: cinema.sdl, identity: believing });
    const document = "{ films(first: 1) { budget } }";
    expect((await gateway.execute({ document })).data).toEqual({ films: [{ budget: null }] });
    expect((await gateway.execute({ document, headers: { authorization: "Bearer ada" } })).data).toEqual({
      films: [{ budget: 100 }],
    });
    const identity = {
      anonymous: false,
      claims: { isAuthenticated: true, scopes: new Set<string>() },
      headersFor: async () => ({}),
    };
    expect((await gateway.execute({ document, identity })).data).toEqual({ films: [{ budget: 100 }] });
  });

  it("says that one response cannot hold a subscription's", async () => {
    const sdl = `${BOOKS}\ntype Subscription { lent: Book }`;
    await using gateway = createGateway({
      supergraph: librarySupergraph({ books: books.url, authors: authors.url }, { books: sdl }),
    });
    expect((await gateway.execute({ document: "subscription { lent { isbn } }" })).errors).toHaveLength(1);
  });
});
