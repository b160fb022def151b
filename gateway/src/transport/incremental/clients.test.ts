import { ApolloClient, type ApolloLink, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { Defer20220824Handler, GraphQL17Alpha9Handler } from "@apollo/client/incremental";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { Client, fetchExchange } from "@urql/core";
import { createClient as createSseClient } from "graphql-sse";
import { createClient as createWsClient } from "graphql-ws";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type DeferredLibrary, startDeferredLibrary } from "../../testing/deferred-library.ts";
import { Moments } from "../../testing/moments.ts";
import { rawWebSocket } from "../../testing/web-socket.ts";

const BOOKS = `query Books { books { isbn ...By @defer(label: "by") } }
  fragment By on Book { title author { id name } }`;
const FIRST = { books: [{ isbn: "1" }, { isbn: "2" }] };
const ALL = {
  books: [
    { isbn: "1", title: "Pickwick", author: { id: "a", name: "Dickens" } },
    { isbn: "2", title: "Middlemarch", author: { id: "b", name: "Eliot" } },
  ],
};

let library: DeferredLibrary;

beforeAll(async () => {
  library = await startDeferredLibrary();
});
afterAll(() => library?.[Symbol.asyncDispose]());
beforeEach(() => library.hold());

const httpUrl = () => `${library.gateway.url}/graphql`;
const wsClient = (connectionParams = {}) =>
  createWsClient({
    url: httpUrl().replace("http", "ws"),
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  });

/** What a client makes of the parts, as a whole that grows; told each time, and at the end. */
type Read = (told: (data: unknown) => void) => Promise<void>;

/** The handlers are not of their own interface's type where properties that may be undefined are told from absent ones. */
type Handler = NonNullable<ApolloClient.Options["incrementalHandler"]>;
const v02 = () => new GraphQL17Alpha9Handler() as object as Handler;

const byApollo =
  (makeLink: () => ApolloLink, incrementalHandler: Handler): Read =>
  async (told) => {
    const client = new ApolloClient({ link: makeLink(), cache: new InMemoryCache(), incrementalHandler });
    await new Promise<void>((resolve, reject) => {
      client.watchQuery({ query: gql(BOOKS) }).subscribe({
        next({ data, dataState, error }) {
          if (error) reject(error);
          if (data !== undefined) told(withoutTypes(data));
          if (dataState === "complete") resolve();
        },
        error: reject,
      });
    });
    client.stop();
  };

const byUrql: Read = async (told) => {
  const client = new Client({ url: httpUrl(), exchanges: [fetchExchange], preferGetMethod: false });
  await new Promise<void>((resolve) => {
    client.query(BOOKS, {}).subscribe(({ data, hasNext }) => {
      told(withoutTypes(data));
      if (!hasNext) resolve();
    });
  });
};

describe.each<[string, () => Read]>([
  [
    "Apollo Client, by the form of 2022",
    () => byApollo(() => new HttpLink({ uri: httpUrl() }), new Defer20220824Handler()),
  ],
  ["Apollo Client, by v0.2", () => byApollo(() => new HttpLink({ uri: httpUrl() }), v02())],
  [
    "Apollo Client over a WebSocket, by the form of 2022",
    () => byApollo(() => new GraphQLWsLink(wsClient()), new Defer20220824Handler()),
  ],
  [
    "Apollo Client over a WebSocket, by v0.2",
    () => byApollo(() => new GraphQLWsLink(wsClient({ incrementalSpec: "v0.2" })), v02()),
  ],
  ["urql", () => byUrql],
])("%s", (_name, make) => {
  it("shows the first part while the rest is fetched, and in the end all", async () => {
    const shown: unknown[] = [];
    const moments = new Moments();
    const reading = make()((data) => {
      shown.push(structuredClone(data));
      moments.changed();
    });
    await moments.until(() => shown.length > 0);
    expect(shown).toEqual([FIRST]);
    library.release();
    await reading;
    expect(shown.at(-1)).toEqual(ALL);
  });
});

/** Clients that know nothing of parts: each arrives as a result of its own. */
describe.each([
  ["graphql-ws", () => wsClient()],
  ["graphql-sse", () => createSseClient({ url: httpUrl(), retryAttempts: 0 })],
  [
    "graphql-sse, over a single connection",
    () => createSseClient({ url: httpUrl(), singleConnection: true, retryAttempts: 0 }),
  ],
])("%s", (_name, make) => {
  it("passes on each part, then the end", async () => {
    const results: unknown[] = [];
    const client = make();
    const moments = new Moments();
    let isComplete = false;
    client.subscribe(
      { query: '{ book(isbn: "1") { isbn ... @defer { author { name } } } }', extensions: { incrementalSpec: "v0.2" } },
      {
        next(result) {
          results.push(result);
          moments.changed();
        },
        error: (error) => results.push(error),
        complete() {
          isComplete = true;
          moments.changed();
        },
      },
    );
    await moments.until(() => results.length > 0);
    const first = { data: { book: { isbn: "1" } }, pending: [{ id: "0", path: ["book"] }], hasNext: true };
    expect(results).toEqual([first]);
    library.release();
    await moments.until(() => isComplete);
    const incremental = [{ id: "0", data: { author: { name: "Dickens" } } }];
    expect(results).toEqual([first, { incremental, completed: [{ id: "0" }], hasNext: false }]);
    await client.dispose();
  });
});

describe("over a WebSocket", () => {
  it("the form of all answers in parts is said in connection_init, and must be one that is known", async () => {
    await using socket = await rawWebSocket(library.gateway.url);
    socket.send({ type: "connection_init", payload: { incrementalSpec: "v9" } });
    expect(await socket.closed).toEqual({ code: 4400, reason: "Invalid message: Unknown 'incrementalSpec'" });
  });

  it("other operations are answered while parts are awaited, and whoever stops reading them gets no more", async () => {
    await using socket = await rawWebSocket(library.gateway.url);
    socket.send({ type: "connection_init" });
    await socket.take();
    const subscribe = (id: string, query: string) => socket.send({ type: "subscribe", id, payload: { query } });
    subscribe("1", "{ books { isbn ... @defer { author { name } } } }");
    expect(await socket.take()).toMatchObject({ id: "1", type: "next", payload: { hasNext: true } });
    subscribe("2", "{ books { isbn } }");
    expect(await socket.take()).toMatchObject({ id: "2", type: "next" });
    expect(await socket.take()).toEqual({ id: "2", type: "complete" });
    const aborted = library.aborted();
    socket.send({ type: "complete", id: "1" });
    await aborted;
    library.release();
    subscribe("3", "{ books { isbn } }");
    expect(await socket.take()).toMatchObject({ id: "3", type: "next" });
  });
});

function withoutTypes(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data, (key, value) => (key === "__typename" ? undefined : value)));
}
