import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ENGINES } from "./engine/engines.ts";
import { NOTHING_CONFIGURED } from "./subgraph/settings.ts";
import { startGateway, type TestGateway } from "./testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "./testing/library.ts";
import type { TestSubgraph } from "./testing/subgraph.ts";

const TOO_LONG = { apollo: "GRAPHQL_PARSE_FAILED", threefold: "MAX_TOKENS_LIMIT" };

describe.each(ENGINES)("by the engine %s:", (engine) => {
  let books: TestSubgraph;
  let authors: TestSubgraph;
  let gateway: TestGateway;

  beforeAll(async () => {
    books = await startBooks({ answerHeaders: () => ({ "cache-control": "max-age=60, public" }) });
    authors = await startAuthors({ answerHeaders: () => ({ "cache-control": "max-age=30, public" }) });
    gateway = await startGateway(librarySupergraph({ books: books.url, authors: authors.url }), {
      engine,
      subgraphs: {
        ...NOTHING_CONFIGURED,
        headers: { all: { forward: ["accept-language"] }, bySubgraph: {} },
      },
    });
  });
  afterAll(async () => {
    for (const part of [gateway, books, authors]) await part?.[Symbol.asyncDispose]();
  });

  const JOINED = "query Shelf { books { title author { name } } }";

  describe("a query over two subgraphs", () => {
    it("is answered as one", async () => {
      const { status, data, errors } = await gateway.ask(JOINED);
      expect({ status, data, errors }).toEqual({
        status: 200,
        errors: undefined,
        data: {
          books: [
            { title: "Pickwick", author: { name: "Dickens" } },
            { title: "Middlemarch", author: { name: "Eliot" } },
          ],
        },
      });
    });

    it("may be kept as long as the least of its parts may", async () => {
      expect((await gateway.ask(JOINED)).headers.get("cache-control")).toBe("max-age=30, public");
      expect((await gateway.ask("{ books { title } }")).headers.get("cache-control")).toBe("max-age=60, public");
    });

    it("varies by what it depends on", async () => {
      expect((await gateway.ask(JOINED)).headers.get("vary")).toBe(
        "accept, accept-encoding, authorization, x-api-key, accept-language",
      );
    });
  });

  describe("what reaches a subgraph", () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    it("is the request's id, its trace and the headers that were let through, and no other header", async () => {
      const { headers } = await gateway.ask(JOINED, {
        headers: {
          "x-request-id": "request-0001",
          traceparent,
          tracestate: "a=1",
          "accept-language": "de",
          authorization: "Bearer secret",
          cookie: "session=secret",
          "x-threefold-identity": "forged",
          "x-other": "1",
        },
      });
      expect(headers.get("x-request-id")).toBe("request-0001");
      for (const { requests } of [books, authors]) {
        const received = requests.at(-1)?.headers;
        expect(received).toMatchObject({
          "x-request-id": "request-0001",
          traceparent,
          tracestate: "a=1",
          "accept-language": "de",
        });
        for (const name of ["authorization", "cookie", "x-threefold-identity", "x-other"]) {
          expect(received).not.toHaveProperty(name);
        }
      }
    });

    it("is a new request id for a client that sends none, and a new trace in the place of one that is none", async () => {
      await gateway.ask(JOINED, { headers: { traceparent: "nonsense" } });
      expect(books.requests.at(-1)?.headers).toMatchObject({ "x-request-id": expect.stringMatching(/^[\w-]{36}$/) });
      const [own, theirs] = [books, authors].map(({ requests }) => requests.at(-1)?.headers["traceparent"]);
      expect(own).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
      expect(theirs).toBe(own);
    });
  });

  describe("a wrong request", () => {
    it.each([
      ["an unknown field", "{ films }", undefined, "GRAPHQL_VALIDATION_FAILED", /Cannot query field "films"/],
      ["a syntax error", "{ books", undefined, "GRAPHQL_PARSE_FAILED", /Syntax Error/],
      [
        "a variable of the wrong type",
        "query ($i: ID!) { book(isbn: $i) { title } }",
        { i: {} },
        "BAD_USER_INPUT",
        /"\$i" got invalid value/,
      ],
      [
        "a variable that is missing",
        "query ($i: ID!) { book(isbn: $i) { title } }",
        {},
        "BAD_USER_INPUT",
        /"\$i" of required type/,
      ],
      ["an operation that is not there", "", undefined, "BAD_REQUEST", /non-empty `query`/],
      [
        "introspection",
        "{ __schema { queryType { name } } }",
        undefined,
        "GRAPHQL_VALIDATION_FAILED",
        /introspection (is not allowed|has been disabled)/,
      ],
      ["too many tokens", `{ ${"a ".repeat(15_001)} }`, undefined, TOO_LONG[engine], /15000 tokens/],
    ])("gets 400 and a code for %s", async (_case, query, variables, code, message) => {
      const { status, data, errors } = await gateway.ask(query, variables === undefined ? {} : { variables });
      expect({ status, data, code: errors?.[0]?.extensions["code"] }).toEqual({ status: 400, data: undefined, code });
      expect(errors?.[0]?.message).toMatch(message);
    });

    it.each([
      ["a body that is no JSON", "POST", "application/json", "{nope", 400, "The body is not JSON."],
      ["an empty body", "POST", "application/json", "", 400, "The body is empty."],
      ["another kind of body", "POST", "application/xml", "<a/>", 415, "The body's content type is not supported"],
      [
        "a body past the limit",
        "POST",
        "application/json",
        `"${"a".repeat(1024 * 1024)}"`,
        413,
        "The body is too large.",
      ],
      [
        "a simple form, which any page could send",
        "POST",
        "text/plain",
        '{"query":"{ books { title } }"}',
        400,
        "Cross-Site Request Forgery",
      ],
      [
        "several operations in one body",
        "POST",
        "application/json",
        '[{"query":"{ books { title } }"}]',
        400,
        "batching",
      ],
      ["another method", "PATCH", "application/json", '{"query":"{ books { title } }"}', 405, "GET/POST"],
    ])("gets an error in GraphQL's form for %s", async (_case, method, type, body, status, message) => {
      const response = await fetch(`${gateway.url}/graphql`, { method, headers: { "content-type": type }, body });
      expect(response.status).toBe(status);
      const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
      expect(errors[0]?.message).toContain(message);
      expect(errors[0]?.extensions).toEqual({ code: "BAD_REQUEST" });
    });

    it("gets no advice about a schema that is not to be read", async () => {
      expect((await gateway.ask("{ book }")).errors?.[0]?.message).not.toMatch(/did you mean/i);
    });

    it.each(["", "a b", "[", "%%"])("gets its answer under a host name that is none: %j", async (host) => {
      const socket = connect(Number(new URL(gateway.url).port), "127.0.0.1");
      const body = JSON.stringify({ query: "{ __typename }" });
      const head = ["POST /graphql HTTP/1.1", `Host: ${host}`, "Content-Type: application/json", "Connection: close"];
      socket.write([...head, `Content-Length: ${body.length}`, "", body].join("\r\n"));
      const answer = Buffer.concat(await socket.toArray()).toString();
      expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\{"data":\{"__typename":"Query"\}\}\s*$/s);
    });

    it("by GET from a page elsewhere is refused, and by GET with a header of its own is answered", async () => {
      const url = `${gateway.url}/graphql?query=${encodeURIComponent("{ books { title } }")}`;
      expect((await fetch(url)).status).toBe(400);
      expect((await fetch(url, { headers: { "apollo-require-preflight": "1" } })).status).toBe(200);
      const mutation = `${gateway.url}/graphql?query=${encodeURIComponent('mutation { lend(isbn: "1") { isbn } }')}`;
      expect((await fetch(mutation, { headers: { "apollo-require-preflight": "1" } })).status).toBe(405);
    });
  });

  describe("an error of a subgraph", () => {
    it("keeps its message, code and place, and nothing of the subgraph's insides or powers", async () => {
      const { status, data, errors } = await gateway.ask("{ refused books { title } }");
      expect({ status, data }).toMatchObject({ status: 200, data: { refused: null, books: [{}, {}] } });
      expect(errors).toEqual([
        { message: "Not for you.", path: ["refused"], extensions: { code: "FORBIDDEN", serviceName: "books" } },
      ]);
    });

    it("that nobody wrote for clients is masked in production", async () => {
      const { errors } = await gateway.ask("{ broken }");
      expect(errors).toEqual([
        {
          message: 'The subgraph "books" failed.',
          path: ["broken"],
          extensions: {
            code: "DOWNSTREAM_SERVICE_ERROR",
            serviceName: "books",
            // By which the log has the rest.
            ...(engine === "threefold" && { requestId: expect.any(String) }),
          },
        },
      ]);
    });

    it("makes the answer one that nobody keeps", async () => {
      expect((await gateway.ask("{ refused }")).headers.get("cache-control")).toBe("private, no-store");
    });
  });
});
