import { describe, expect, it } from "vitest";
import { freePort } from "../testing/free-port.ts";
import { startGateway, type TestGateway } from "../testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";

const ready = async ({ url }: TestGateway) => {
  const response = await fetch(`${url}/health/ready`);
  return { status: response.status, report: await response.json() };
};

describe("a subgraph that does not run", () => {
  it("is told of by a gateway that is ready to serve the others, until it comes", async () => {
    const port = await freePort();
    await using books = await startBooks();
    await using gateway = await startGateway(
      librarySupergraph({ books: books.url, authors: `http://127.0.0.1:${port}/graphql` }),
    );

    expect(await ready(gateway)).toEqual({
      status: 200,
      report: {
        status: "ready",
        checks: {
          authors: { status: "down", detail: 'The subgraph "authors" cannot be reached.' },
          books: { status: "up" },
        },
      },
    });
    expect(await gateway.metrics()).toMatch(/^subgraph_reachable\{service="authors"\} 0$/m);
    expect((await gateway.ask("{ books { title } }")).errors).toBeUndefined();

    const without = await gateway.ask("{ books { title } authors { name } }");
    expect(without).toMatchObject({ status: 200, data: null });
    expect(without.errors).toEqual([
      {
        message: 'The subgraph "authors" cannot be reached.',
        extensions: { code: "SUBREQUEST_HTTP_ERROR", serviceName: "authors" },
      },
    ]);

    await using _authors = await startAuthors({ port });
    expect(await ready(gateway)).toMatchObject({
      status: 200,
      report: { status: "ready", checks: { authors: { status: "up" } } },
    });
    expect(await gateway.metrics()).toMatch(/^subgraph_reachable\{service="authors"\} 1$/m);
    expect((await gateway.ask("{ authors { name } }")).data).toEqual({
      authors: [{ name: "Dickens" }, { name: "Eliot" }],
    });
  });
});

describe("a gateway whose readiness needs its subgraphs", () => {
  it("is not ready without one of them, and serves the others", async () => {
    const port = await freePort();
    await using books = await startBooks();
    await using gateway = await startGateway(
      librarySupergraph({ books: books.url, authors: `http://127.0.0.1:${port}/graphql` }),
      { readiness: "subgraphs" },
    );
    expect(await ready(gateway)).toMatchObject({
      status: 503,
      report: { status: "not ready", checks: { authors: { status: "down" }, books: { status: "up" } } },
    });
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
    expect((await gateway.ask("{ books { title } }")).errors).toBeUndefined();

    await using _authors = await startAuthors({ port });
    expect(await ready(gateway)).toMatchObject({ status: 200, report: { status: "ready" } });
  });
});

describe("a subgraph that answers badly", () => {
  it.each([
    ["a page", { status: 200, type: "text/html", text: "<h1>hello</h1>" }, "SUBREQUEST_MALFORMED_RESPONSE"],
    [
      "JSON that breaks off",
      { status: 200, type: "application/json", text: '{"data":' },
      "SUBREQUEST_MALFORMED_RESPONSE",
    ],
    [
      "JSON that is not GraphQL's",
      { status: 200, type: "application/json", text: "[1]" },
      "SUBREQUEST_MALFORMED_RESPONSE",
    ],
    ["a failure", { status: 502, type: "text/plain", text: "10.0.0.1 is down" }, "SUBREQUEST_HTTP_ERROR"],
  ])("costs its own fields alone: %s", async (_case, answer, code) => {
    await using books = await startBooks();
    await using authors = await startAuthors({ answer });
    await using gateway = await startGateway(librarySupergraph({ books: books.url, authors: authors.url }));
    const { status, errors } = await gateway.ask("{ books { title author { name } } }");
    expect({ status, codes: errors?.map(({ extensions }) => extensions) }).toEqual({
      status: 200,
      codes: [{ code, serviceName: "authors" }],
    });
    expect(errors?.[0]?.message).not.toMatch(/10\.0\.0\.1|127\.0\.0\.1/);
  });

  it("may say anything in its errors without breaking the answer", async () => {
    const text = JSON.stringify({ data: null, errors: [null, 7, { message: 1, path: "a", extensions: [] }] });
    await using books = await startBooks({ answer: { status: 200, type: "application/json", text } });
    await using authors = await startAuthors();
    await using gateway = await startGateway(librarySupergraph({ books: books.url, authors: authors.url }));
    const { status, errors } = await gateway.ask("{ book(isbn: 1) { title } }");
    expect(status).toBe(200);
    expect(errors).toHaveLength(3);
  });

  it("costs no more than the time that the operation has", async () => {
    await using books = await startBooks({ gate: new Promise(() => {}) });
    await using authors = await startAuthors();
    await using gateway = await startGateway(librarySupergraph({ books: books.url, authors: authors.url }), {
      // Enough to plan the operation on a machine that is busy.
      timeout: 2_000,
    });
    expect((await gateway.ask("{ slow }")).errors).toEqual([
      {
        message: 'The subgraph "books" did not answer in time.',
        extensions: { code: "GATEWAY_TIMEOUT", serviceName: "books" },
      },
    ]);
  });

  it("is told of in full to developers alone", async () => {
    await using authors = await startAuthors();
    const urls = { books: `http://127.0.0.1:${await freePort()}/graphql`, authors: authors.url };
    await using gateway = await startGateway(librarySupergraph(urls), { detailedErrors: true, introspection: true });
    expect((await gateway.ask("{ slow }")).errors?.[0]?.message).toMatch(
      /cannot be reached\. \(connect ECONNREFUSED 127/,
    );
    expect((await gateway.ask("{ __schema { queryType { name } } }")).status).toBe(200);
  });
});
