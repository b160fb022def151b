import { hash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, type GraphQLAnswer, startGateway, type TestGateway } from "../../testing/gateway.ts";
import { BOOKS, librarySupergraph, startAuthors, startBooks } from "../../testing/library.ts";
import { listeningLogger } from "../../testing/logger.ts";
import type { TestSubgraph } from "../../testing/subgraph.ts";

const WITH_EVENTS = `${BOOKS}\ntype Subscription { lent: Book! }\nextend type Query { shelf(kind: Kind): String }\nenum Kind { NEW OLD }`;

let books: TestSubgraph;
let authors: TestSubgraph;
let gateway: TestGateway;
const { logger, until } = listeningLogger();

beforeAll(async () => {
  books = await startBooks({ sdl: WITH_EVENTS });
  authors = await startAuthors();
  const supergraph = librarySupergraph({ books: books.url, authors: authors.url }, { books: WITH_EVENTS });
  gateway = await startGateway(supergraph, { logger });
});
afterAll(async () => {
  for (const part of [gateway, books, authors]) await part?.[Symbol.asyncDispose]();
});

const codes = ({ errors }: GraphQLAnswer) => errors?.map(({ extensions }) => extensions["code"]);

describe("an operation", () => {
  it("is logged by its name, kind and the codes of its errors, each once", async () => {
    const logged = until('"operation":"Two","type":"query","ms":');
    const failed = until('"errors":["FORBIDDEN"]');
    await gateway.ask("query Two { a: refused b: refused }");
    await Promise.all([logged, failed]);
  });

  it("is counted by kind and outcome", async () => {
    await gateway.ask('mutation { lend(isbn: "1") { isbn } }');
    await gateway.ask("{ nowhere }");
    const metrics = await gateway.metrics();
    expect(metrics).toMatch(/graphql_operations_total\{type="mutation",outcome="ok"\} 1/);
    expect(metrics).toMatch(/graphql_operations_total\{type="unknown",outcome="error"\} \d+/);
  });

  it("is found by its name among several", async () => {
    const query = 'query A { books { isbn } } query B { book(isbn: "1") { title } }';
    expect((await ask(gateway.url, { query, operationName: "B" })).data).toEqual({ book: { title: "Pickwick" } });
    for (const operationName of [undefined, "C"]) {
      const answer = await ask(gateway.url, { query, operationName });
      expect({ status: answer.status, codes: codes(answer) }).toEqual({
        status: 400,
        codes: ["OPERATION_RESOLUTION_FAILURE"],
      });
    }
  });

  it("is remembered by its hash once its text came along, as Apollo's clients ask", async () => {
    const query = "{ books { isbn } }";
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash("sha256", query, "hex") } };
    const unknown = await ask(gateway.url, { extensions });
    expect({ status: unknown.status, codes: codes(unknown) }).toEqual({
      status: 200,
      codes: ["PERSISTED_QUERY_NOT_FOUND"],
    });
    const { data } = await ask(gateway.url, { query, extensions });
    expect(data).toEqual({ books: [{ isbn: "1" }, { isbn: "2" }] });
    expect((await ask(gateway.url, { extensions })).data).toEqual(data);
    expect((await ask(gateway.url, { documentId: `sha256:${hash("sha256", query, "hex")}` })).data).toEqual(data);
  });

  it("with an enum's value that is none gets no advice about the schema, in production", async () => {
    const { errors } = await gateway.ask("query ($kind: Kind) { shelf(kind: $kind) }", { variables: { kind: "NEU" } });
    expect(errors?.[0]?.message).toMatch(/does not exist in "Kind"/);
    expect(errors?.[0]?.message).not.toMatch(/NEW/);
  });
});

describe("an error of a subgraph that nobody wrote for clients", () => {
  it("is masked: the client learns an id, and the log has the rest by it", async () => {
    const logged = until(
      '"requestId":"request-0043","errors":[{"message":"connect ECONNREFUSED 10.1.2.3:5432","subgraph":"books","path":["a"]}],"count":2',
    );
    const { errors } = await gateway.ask("{ a: broken b: broken }", { headers: { "x-request-id": "request-0043" } });
    expect(errors?.map(({ message, extensions }) => [message, extensions["requestId"]])).toEqual([
      ['The subgraph "books" failed.', "request-0043"],
      ['The subgraph "books" failed.', "request-0043"],
    ]);
    await logged;
  });
});

describe("a subscription", () => {
  it("by plain HTTP is refused, since one response cannot hold it", async () => {
    const answer = await gateway.ask("subscription { lent { isbn } }");
    expect({ status: answer.status, codes: codes(answer) }).toEqual({ status: 406, codes: ["BAD_REQUEST"] });
  });
});

describe("a client that goes away", () => {
  it("takes its requests to subgraphs with it", async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const { promise: aborted, resolve: abort } = Promise.withResolvers<void>();
    const hanging = createServer((_request, response) => {
      response.on("close", () => abort());
      arrive();
    });
    await new Promise<void>((resolve) => hanging.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}/graphql`;
    await using hung = await startGateway(librarySupergraph({ books: url, authors: authors.url }));
    const leaving = new AbortController();
    const asking = fetch(`${hung.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ books { isbn } }" }),
      signal: leaving.signal,
    });
    await arrived;
    leaving.abort();
    await expect(asking).rejects.toThrow();
    await aborted;
    hanging.close();
  });
});
