import { expect, it, vi } from "vitest";
import { startGateway, type TestGateway } from "../testing/gateway.ts";
import { answerWith, type HeldBooks, startHeldBooks } from "../testing/held-books.ts";
import { librarySupergraph, startAuthors } from "../testing/library.ts";
import type { TestSubgraph } from "../testing/subgraph.ts";
import { greeted } from "../testing/web-socket.ts";

// A mutation runs to its end though its client wants nothing of it any more; what it says is of no other that has its id.

const LEND = 'mutation { lend(isbn: "1") { title ... @defer { author { name } } } }';
const TITLE = '{ book(isbn: "1") { title } }';

/** Has the mutation answered, and then the query that came after it: the mutation's first part was made before. */
async function answerBoth(books: HeldBooks, authors: TestSubgraph): Promise<void> {
  answerWith(await books.held("mutation"), { lend: { title: "Lent", author: { __typename: "Author", id: "a" } } });
  await vi.waitFor(() => expect(authors.requests).toHaveLength(1), { interval: 5, timeout: 10_000 });
  answerWith(await books.held("query"), { book: { title: "Asked for" } });
}

async function start() {
  const [books, authors] = [await startHeldBooks(), await startAuthors()];
  const gateway: TestGateway = await startGateway(librarySupergraph({ books: books.url, authors: authors.url }), {
    streams: { drain: 0 },
  });
  return {
    books,
    authors,
    url: `${gateway.url}/graphql`,
    gateway,
    async [Symbol.asyncDispose]() {
      for (const part of [gateway, books, authors]) await part[Symbol.asyncDispose]();
    },
  };
}

it("over a WebSocket, an id that is used again has what it was used for last alone", async () => {
  await using system = await start();
  await using client = await greeted(system.gateway.url);
  client.send({ id: "1", type: "subscribe", payload: { query: LEND } });
  await system.books.held("mutation");
  client.send({ id: "1", type: "complete" });
  client.send({ id: "1", type: "subscribe", payload: { query: TITLE } });
  await answerBoth(system.books, system.authors);
  expect(await client.take()).toEqual({ id: "1", type: "next", payload: { data: { book: { title: "Asked for" } } } });
  expect(await client.take()).toEqual({ id: "1", type: "complete" });
});

it("over the single connection of server-sent events as well", async () => {
  await using system = await start();
  const token = await (await fetch(system.url, { method: "PUT" })).text();
  const headers = { "content-type": "application/json", "x-graphql-event-stream-token": token };
  const post = (query: string) =>
    fetch(system.url, {
      method: "POST",
      headers,
      body: JSON.stringify({ query, extensions: { operationId: "1" } }),
    });
  const events = await fetch(`${system.url}?token=${token}`, { headers: { accept: "text/event-stream" } });
  const posts = [post(LEND)];
  await system.books.held("mutation");
  expect((await fetch(`${system.url}?operationId=1`, { method: "DELETE", headers })).status).toBe(200);
  posts.push(post(TITLE));
  await answerBoth(system.books, system.authors);
  expect((await Promise.all(posts)).map(({ status }) => status)).toEqual([202, 202]);
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("event: complete")) text += (await reader?.read())?.value ?? "event: complete, too early";
  expect(text).toBe(
    ':\n\nevent: next\ndata: {"id":"1","payload":{"data":{"book":{"title":"Asked for"}}}}\n\nevent: complete\ndata: {"id":"1"}\n\n',
  );
  await reader?.cancel();
});
