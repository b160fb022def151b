import { GraphQLError } from "graphql";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { NO_CLAIMS } from "../../identity/identity.ts";
import { startGateway, type TestGateway } from "../../testing/gateway.ts";
import { lendingSupergraph, loan, startLoans, startShelves } from "../../testing/lending.ts";
import { listeningLogger } from "../../testing/logger.ts";
import { createReaders } from "../../testing/readers.ts";
import type { LoggedEvent, StreamSubgraph } from "../../testing/stream-subgraph.ts";
import { createSubscribers } from "../../testing/subscribers.ts";

const PERSONAL = "subscription { lent { number book { shelf } } }";

/** What the loans say to everybody who subscribes. */
let refusal: string | GraphQLError | undefined;
/** What the loans' log has. */
let log: LoggedEvent[] = [];

let loans: StreamSubgraph;
let shelves: StreamSubgraph;
let gateway: TestGateway;
const clients = createSubscribers();

const openLoans = (changes: Parameters<typeof startLoans>[0] = {}) =>
  startLoans({ refuse: () => refusal, events: log, ...changes });
const start = (options: Parameters<typeof startGateway>[1] = {}) =>
  startGateway(lendingSupergraph({ loans: loans.url, shelves: shelves.url }), {
    identity: createReaders(),
    streams: { drain: 0 },
    ...options,
  });

beforeAll(async () => {
  [loans, shelves] = await Promise.all([openLoans(), startShelves()]);
  gateway = await start();
});
afterEach(async () => {
  await clients.end();
  await loans.until(() => loans.open.streams === 0);
  loans.subscriptions.length = 0;
  log.length = 0;
});
afterAll(async () => {
  for (const part of [gateway, loans, shelves]) await part[Symbol.asyncDispose]();
});

const subscriber = (authorization: string, query: string) => clients.subscribed(gateway.url, authorization, { query });

describe("a subgraph's stream", () => {
  it("is opened again after the last event that came, and loses none: the client is told", async () => {
    const client = await subscriber("ada", "subscription { lent { number } }");
    loans.publish("lent", loan(1));
    expect(await client.take()).toMatchObject({ payload: { data: { lent: { number: 1 } } } });
    loans.crash();
    loans.publish("lent", loan(2));
    await loans.until(() => loans.subscriptions.length === 2);
    loans.publish("lent", loan(3));
    expect((await client.take())["payload"]).toEqual({
      data: { lent: { number: 2 } },
      extensions: { reconnected: true },
    });
    expect((await client.take())["payload"]).toEqual({ data: { lent: { number: 3 } } });
    expect(loans.subscriptions[1]?.extensions).toMatchObject({
      afterEventId: "event-1",
      authorization: "Bearer token-of-ada",
    });
  });

  it("loses nothing either that happened before its first event", async () => {
    const client = await subscriber("ada", "subscription { lent { number } }");
    loans.publish("returned", loan(1));
    const late = await subscriber("bob", "subscription { lent { number } }");
    loans.crash();
    loans.publish("lent", loan(2));
    for (const { take } of [client, late]) {
      expect(await take()).toMatchObject({
        payload: { data: { lent: { number: 2 } }, extensions: { reconnected: true } },
      });
    }
    expect(
      loans.subscriptions
        .slice(2)
        .map(({ extensions }) => extensions["afterEventId"])
        .sort(),
    ).toEqual(["beginning", "event-1"]);
  });

  it("is opened again when the whole subgraph went and came back", async () => {
    const client = await subscriber("ada", "subscription { lent { number } }");
    loans.publish("lent", loan(1));
    await client.take();
    const { port } = loans;
    await loans[Symbol.asyncDispose]();
    log = [1, 2].map((number) => ({ id: `event-${number}`, field: "lent", value: loan(number) }));
    loans = await openLoans({ port });
    expect(await client.take()).toMatchObject({
      payload: { data: { lent: { number: 2 } }, extensions: { reconnected: true } },
    });
  });

  it.each([
    ["cannot be reached", { loans: "http://127.0.0.1:9/graphql" }, "SUBREQUEST_HTTP_ERROR"],
    ["speaks no WebSocket", {}, "SUBREQUEST_HTTP_ERROR"],
  ])("is told to its client when it %s", async (_what, urls, code) => {
    await using other = await startGateway(
      lendingSupergraph({ loans: shelves.url.replace("graphql", "nothing"), shelves: shelves.url, ...urls }),
      { streams: { drain: 0 } },
    );
    const client = await clients.connected(other.url, undefined);
    client.send({ id: "1", type: "subscribe", payload: { query: "subscription { lent { number } }" } });
    expect(await client.take()).toMatchObject({
      id: "1",
      type: "error",
      payload: [{ extensions: { code, serviceName: "loans" } }],
    });
  });

  it("is refused by the subgraph in its own words", async () => {
    refusal = "Not for you.";
    const client = await clients.connected(gateway.url, undefined);
    client.send({ id: "1", type: "subscribe", payload: { query: PERSONAL } });
    expect(await client.take()).toEqual({
      id: "1",
      type: "error",
      payload: [{ message: "Not for you.", extensions: { code: "FORBIDDEN", serviceName: "loans" } }],
    });
    refusal = undefined;
  });

  it("fails with an id where nobody wrote its error for clients, and the log has the rest by it", async () => {
    refusal = new GraphQLError("connect ECONNREFUSED 10.1.2.3");
    const { logger, until } = listeningLogger();
    const logged = until('"subgraph":"loans","message":"connect ECONNREFUSED 10.1.2.3"');
    await using other = await start({ logger });
    const client = await clients.connected(other.url, undefined);
    client.send({ id: "1", type: "subscribe", payload: { query: PERSONAL } });
    const code = "DOWNSTREAM_SERVICE_ERROR";
    expect(await client.take()).toEqual({
      id: "1",
      type: "error",
      payload: [
        {
          message: 'The subgraph "loans" failed.',
          extensions: { code, serviceName: "loans", requestId: expect.any(String) },
        },
      ],
    });
    await logged;
    refusal = undefined;
  });

  it("is an internal error, and not the subgraph's, when the identity provider cannot say who asks", async () => {
    const { logger, until } = listeningLogger();
    const logged = until("since the identity provider failed. (Error: no key)");
    const headersFor = () => Promise.reject(new Error("no key"));
    const identity = { identify: async () => ({ caller: { anonymous: true, claims: NO_CLAIMS, headersFor } }) };
    await using other = await start({ identity, logger });
    const client = await clients.connected(other.url, undefined);
    client.send({ id: "1", type: "subscribe", payload: { query: PERSONAL } });
    const extensions = { code: "INTERNAL_SERVER_ERROR", requestId: expect.any(String) };
    expect(await client.take()).toEqual({
      id: "1",
      type: "error",
      payload: [{ message: "Internal server error", extensions }],
    });
    await logged;
  });

  it("may tell who asks by its connection: then nobody shares a socket with another", async () => {
    // The others' socket lingers.
    await loans.until(() => loans.open.sockets === 0);
    await using other = await start({
      subgraphs: {
        headers: { all: {}, bySubgraph: {} },
        all: {},
        bySubgraph: { loans: { stream: { identity: "connection" } } },
      },
    });
    for (const [count, authorization] of ["ada", "bob", "ada"].entries()) {
      const client = await clients.connected(other.url, authorization);
      const query = `subscription { lent { number n${count}: number } }`;
      client.send({ id: "1", type: "subscribe", payload: { query } });
      await client.subscribed("1");
    }
    expect(loans.open).toEqual({ streams: 3, sockets: 2 });
    expect(loans.subscriptions.map(({ connectionParams }) => connectionParams["headers"])).toEqual(
      ["ada", "bob", "ada"].map((name) => ({ "x-threefold-identity": `token-of-${name}`, "x-reader": name })),
    );
    expect(loans.subscriptions.every(({ extensions }) => extensions["authorization"] === undefined)).toBe(true);
  });
});
