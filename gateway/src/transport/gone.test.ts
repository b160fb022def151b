import { once } from "node:events";
import { type ClientRequest, request } from "node:http";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { pino } from "pino";
import { expect, it, vi } from "vitest";
import { createGateway } from "../library/gateway.ts";
import { startGateway } from "../testing/gateway.ts";
import { answerWith, startHeldBooks } from "../testing/held-books.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";

const LEND = 'mutation { lend(isbn: "1") { title author { name } } }';
const LENT = { lend: { title: "Pickwick", author: { __typename: "Author", id: "a" } } };

const JSON_BODY = { "content-type": "application/json" };

function ask(url: string, query: string): ClientRequest {
  const client = request(url, { method: "POST", headers: JSON_BODY });
  client.on("error", () => {});
  client.end(JSON.stringify({ query }));
  return client;
}

it.each(["threefold", "apollo"] as const)(
  "by the engine %s, a client that goes ends its query, and not the mutation that has begun",
  async (engine) => {
    await using books = await startHeldBooks();
    await using authors = await startAuthors();
    await using gateway = await startGateway(librarySupergraph({ books: books.url, authors: authors.url }), { engine });
    const buyer = ask(`${gateway.url}/graphql`, LEND);
    const mutation = await books.held("mutation");
    const reader = ask(`${gateway.url}/graphql`, '{ book(isbn: "1") { title author { name } } }');
    const query = await books.held("query");

    const gone = new Promise((resolve) => buyer.once("close", resolve));
    buyer.destroy();
    await gone;
    const givenUp = once(query, "close");
    reader.destroy();
    await givenUp;

    expect(mutation.closed).toBe(false);
    answerWith(mutation, LENT);
    await vi.waitFor(() => expect(authors.requests).toHaveLength(1), { interval: 5, timeout: 10_000 });
  },
);

it("a client that goes is no failure of the subgraph that it waited for, in the log or in measurements", async () => {
  await using books = await startHeldBooks();
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(line) });
  const supergraph = librarySupergraph({ books: books.url, authors: books.url });
  await using gateway = await startGateway(supergraph, { logger });
  const reader = ask(`${gateway.url}/graphql`, '{ book(isbn: "1") { title } }');
  const query = await books.held("query");
  const givenUp = once(query, "close");
  reader.destroy();
  await givenUp;
  await vi.waitFor(() => expect(lines.join("")).toContain('"msg":"operation"'), { interval: 5, timeout: 10_000 });
  expect(lines.join("")).not.toContain("subgraph failed");
  expect(await gateway.metrics()).toContain(
    'upstream_request_duration_seconds_count{service="books",outcome="abandoned"} 1',
  );
});

it("in Apollo Server, a client that goes does not end the mutation that has begun", async () => {
  await using books = await startHeldBooks();
  await using authors = await startAuthors();
  const gateway = createGateway({ supergraph: librarySupergraph({ books: books.url, authors: authors.url }) });
  const server = new ApolloServer({ gateway });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: "127.0.0.1" } });
  await using _server = { [Symbol.asyncDispose]: () => server.stop() };
  const buyer = ask(url, LEND);
  const mutation = await books.held("mutation");
  const gone = new Promise((resolve) => buyer.once("close", resolve));
  buyer.destroy();
  await gone;
  // Whatever the server knows of its clients by now, it knows it before another one is answered.
  expect((await fetch(url, { method: "POST", headers: JSON_BODY, body: '{"query":"{ __typename }"}' })).status).toBe(
    200,
  );
  expect(mutation.closed).toBe(false);
  answerWith(mutation, LENT);
  await vi.waitFor(() => expect(authors.requests).toHaveLength(1), { interval: 5, timeout: 10_000 });
});

it("code that gives up ends its query, and not the mutation that has begun", async () => {
  await using books = await startHeldBooks();
  await using authors = await startAuthors();
  await using gateway = createGateway({ supergraph: librarySupergraph({ books: books.url, authors: authors.url }) });
  const leaving = new AbortController();
  const { signal } = leaving;
  const buying = gateway.execute({ document: LEND, signal });
  const mutation = await books.held("mutation");
  const reading = gateway.execute({ document: '{ book(isbn: "1") { title } }', signal });
  await books.held("query");
  leaving.abort();
  expect((await reading).errors?.[0]?.extensions["code"]).toBe("GATEWAY_TIMEOUT");
  answerWith(mutation, LENT);
  expect(await buying).toEqual({ data: { lend: { title: "Pickwick", author: { name: "Dickens" } } } });
});

it("who gives up between two requests to subgraphs is nothing unexpected, and no fault of the second", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  const lines: string[] = [];
  const leaving = new AbortController();
  await using gateway = createGateway({
    supergraph: librarySupergraph({ books: books.url, authors: authors.url }),
    logger: pino({}, { write: (line: string) => void lines.push(line) }),
    hooks: { onSubgraphResponse: () => leaving.abort(new Error("Nobody waits any more.")) },
  });
  const { errors } = await gateway.execute({ document: "{ books { author { name } } }", signal: leaving.signal });
  expect(errors?.map(({ extensions }) => extensions["code"])).toEqual(["GATEWAY_TIMEOUT"]);
  expect(authors.requests).toEqual([]);
  expect(lines.join()).not.toContain("unexpected");
});
