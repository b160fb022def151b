import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { createClient as createSseClient } from "graphql-sse";
import { createClient as createWsClient } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startGateway, type TestGateway } from "../testing/gateway.ts";
import { lendingSupergraph, loan, startLoans, startShelves } from "../testing/lending.ts";
import { createReaders } from "../testing/readers.ts";
import type { StreamSubgraph } from "../testing/stream-subgraph.ts";

const LENT = "subscription Lent { lent { number book { isbn shelf } } }";
const GREETING = "query Greeting { greeting }";
const authorization = "ada";

let loans: StreamSubgraph;
let shelves: StreamSubgraph;
let gateway: TestGateway;

beforeAll(async () => {
  [loans, shelves] = await Promise.all([startLoans(), startShelves()]);
  gateway = await startGateway(lendingSupergraph({ loans: loans.url, shelves: shelves.url }), {
    identity: createReaders(),
    streams: { drain: 0 },
  });
});
afterAll(async () => {
  for (const part of [gateway, loans, shelves]) await part?.[Symbol.asyncDispose]();
});

const webSocketUrl = () => `${gateway.url.replace("http", "ws")}/graphql`;
const httpUrl = () => `${gateway.url}/graphql`;
const wsClient = () =>
  createWsClient({
    url: webSocketUrl(),
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
    retryAttempts: 0,
  });
const sseClient = (singleConnection: boolean) =>
  createSseClient({ url: httpUrl(), singleConnection, headers: { authorization }, retryAttempts: 0 });
const apolloOverWs = () => {
  const sockets = wsClient();
  const client = new ApolloClient({ link: new GraphQLWsLink(sockets), cache: new InMemoryCache() });
  return { client, dispose: () => sockets.dispose() };
};
const apolloOverHttp = () => {
  const link = new HttpLink({ uri: httpUrl(), headers: { authorization } });
  return { client: new ApolloClient({ link, cache: new InMemoryCache() }), dispose: () => {} };
};
const urqlOverWs = () => {
  const sockets = wsClient();
  const exchange = subscriptionExchange({
    forwardSubscription: ({ query = "", variables }) => ({
      subscribe(sink) {
        const request = { query, ...(variables && { variables }) };
        const unsubscribe = sockets.subscribe(request, {
          next: ({ data = null, errors }) => sink.next(errors ? { data, errors } : { data }),
          error: (error) => sink.error(error),
          complete: () => sink.complete(),
        });
        return { unsubscribe };
      },
    }),
  });
  const client = new Client({ url: httpUrl(), exchanges: [exchange, fetchExchange], preferGetMethod: false });
  return { client, dispose: () => sockets.dispose() };
};
const urqlOverHttp = () => ({
  client: new Client({
    url: httpUrl(),
    exchanges: [fetchExchange],
    fetchSubscriptions: true,
    preferGetMethod: false,
    fetchOptions: { headers: { authorization } },
  }),
  dispose: () => {},
});

interface Result {
  readonly data?: unknown;
}
type Sink = (result: Result) => void;

/** A client under test: what subscribes with it, and what asks. */
interface Subject {
  subscribe(query: string, sink: Sink): () => void;
  query(query: string): Promise<unknown>;
  dispose(): void;
}

const ofApollo = ({ client, dispose }: ReturnType<typeof apolloOverWs>): Subject => ({
  subscribe(query, next) {
    const subscription = client.subscribe({ query: gql(query) }).subscribe({ next });
    return () => subscription.unsubscribe();
  },
  query: async (query) => (await client.query({ query: gql(query) })).data,
  dispose,
});
const ofUrql = ({ client, dispose }: ReturnType<typeof urqlOverWs>): Subject => ({
  subscribe: (query, next) => client.subscription(query, {}).subscribe(next).unsubscribe,
  query: async (query) => (await client.query(query, {}).toPromise()).data,
  dispose,
});
/** The clients of graphql-ws and graphql-sse, which are made alike. */
const ofProtocol = (client: ReturnType<typeof wsClient> | ReturnType<typeof sseClient>): Subject => ({
  subscribe: (query, next) => client.subscribe({ query }, { next, error: () => {}, complete: () => {} }),
  query: (query) =>
    new Promise((resolve, reject) => {
      let data: unknown;
      client.subscribe(
        { query },
        {
          next(result) {
            data = result.data;
          },
          error: reject,
          complete: () => resolve(data),
        },
      );
    }),
  dispose: () => void client.dispose(),
});

const subjects: readonly [string, () => Subject][] = [
  ["graphql-ws", () => ofProtocol(wsClient())],
  ["graphql-sse", () => ofProtocol(sseClient(false))],
  ["graphql-sse, over a single connection", () => ofProtocol(sseClient(true))],
  ["Apollo Client over a WebSocket", () => ofApollo(apolloOverWs())],
  ["Apollo Client over HTTP, in parts", () => ofApollo(apolloOverHttp())],
  ["urql over a WebSocket", () => ofUrql(urqlOverWs())],
  ["urql over HTTP", () => ofUrql(urqlOverHttp())],
];

describe.each(subjects)("%s", (_name, make) => {
  it("gets joined events in their order until it leaves, and answers beside them", async () => {
    const subject = make();
    const results: Result[] = [];
    let wake = () => {};
    const leave = subject.subscribe(LENT, (result) => {
      results.push(result);
      wake();
    });
    await loans.until(() => loans.open.streams === 1);
    expect(await subject.query(GREETING)).toEqual({ greeting: "good day" });
    for (const number of [1, 2, 3]) loans.publish("lent", loan(number));
    while (results.length < 3) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    expect(results.map(({ data }) => data)).toMatchObject(
      [1, 2, 3].map((number) => ({ lent: { number, book: { isbn: `b${number}`, shelf: "ada" } } })),
    );
    leave();
    await loans.until(() => loans.open.streams === 0);
    subject.dispose();
  });
});
