import { compose, parseSubgraph } from "@threefold/federation";
import { GraphQLError } from "graphql";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { BudgetStore } from "../../operation/budget/index.ts";
import { startGateway, type TestGateway } from "../../testing/gateway.ts";
import { LOANS, lendingSupergraph, loan, SHELVES, startLoans, startShelves } from "../../testing/lending.ts";
import { AUTHORS, startAuthors } from "../../testing/library.ts";
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

describe("another supergraph", () => {
  it("takes over the streams that it plans in the same way, and ends the others when it serves", async () => {
    await using watched = await start({ watch: true });
    const [stays, ends] = [
      await clients.connected(watched.url, undefined),
      await clients.connected(watched.url, undefined),
    ];
    stays.send({ id: "1", type: "subscribe", payload: { query: "subscription { lent { number } }" } });
    ends.send({ id: "1", type: "subscribe", payload: { query: "subscription { lent { book { title } } }" } });
    await loans.until(() => loans.open.streams === 2);
    // The title moves: to read it, another subgraph is asked.
    await watched.write(
      lendingSupergraph(
        { loans: loans.url, shelves: shelves.url },
        {
          loans: LOANS.replace("isbn: ID! @public }", "isbn: ID! @public title: String @public }").replace(
            ", resolvable: false",
            "",
          ),
          shelves: SHELVES.replace(" title: String @public", "").replace("type Query {", "type Query { fresh: String "),
        },
      ),
    );
    expect(await ends.take()).toMatchObject({
      type: "error",
      payload: [{ extensions: { code: "SUBSCRIPTION_SCHEMA_RELOAD" } }],
    });
    // The new one serves already: the field is known, though not to the subgraph.
    expect((await watched.ask("{ fresh }")).errors).toMatchObject([{ extensions: { serviceName: "shelves" } }]);
    loans.publish("lent", loan(9));
    expect(await stays.take()).toMatchObject({ payload: { data: { lent: { number: 9 } } } });
    expect(loans.subscriptions).toHaveLength(2);
  });

  it("takes over a stream, too, that was asked for before it and opened after", async () => {
    const [asked, taken] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const store: BudgetStore = {
      async take() {
        asked.resolve();
        await taken.promise;
        return { ok: true, fullAt: 0 };
      },
      shift: async () => {},
    };
    await using others = await startShelves();
    const { logger, until } = listeningLogger();
    await using watched = await start({ watch: true, logger, guards: { cost: { perMinute: 1_000, store } } });
    const client = await clients.connected(watched.url, undefined);
    client.send({ id: "1", type: "subscribe", payload: { query: "subscription { lent { book { title } } }" } });
    await asked.promise;
    const served = until("a new supergraph is served");
    await watched.write(lendingSupergraph({ loans: loans.url, shelves: others.url }));
    await served;
    taken.resolve();
    await client.subscribed("1");
    for (let number = 1; others.requests.length === 0; number++) {
      loans.publish("lent", loan(number));
      await client.take();
    }
  });

  it("takes over the streams of those, too, whose budget is used up, and counts none of them again", async () => {
    const { logger, until } = listeningLogger();
    const used: string[] = [];
    await using watched = await start({
      watch: true,
      logger,
      guards: { cost: { perMinute: 5 } },
      recordUsage: (operation) => void used.push(operation),
    });
    const open = (name: string) =>
      clients.subscribed(watched.url, "ada", { query: `subscription ${name} { lent { number book { title } } }` });
    // Each costs 2.
    const both = [await open("One"), await open("Other")];
    const served = until("a new supergraph is served");
    const changed = SHELVES.replace("type Query {", "type Query { fresh: String ");
    await watched.write(lendingSupergraph({ loans: loans.url, shelves: shelves.url }, { shelves: changed }));
    await served;
    // They are planned anew before this is.
    await watched.ask("{ loans }");
    loans.publish("lent", loan(1));
    for (const client of both) expect(await client.take()).toMatchObject({ type: "next" });
    expect(used).toEqual(["One", "Other"]);
  });

  it("leaves an event to what completes it", async () => {
    const [asked, told] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const written = SHELVES.replace(
      "title: String @public shelf: String }",
      'author: Author } type Author @key(fields: "id", resolvable: false) { id: ID! }',
    );
    const author = { id: "a" };
    const Book = {
      async __resolveReference({ isbn }: { isbn: string }) {
        if (isbn !== "b1") return { isbn, author };
        asked.resolve();
        await told.promise;
        return { isbn, author };
      },
    };
    await using held = await startShelves({ sdl: written, resolvers: { Book } });
    await using before = await startAuthors();
    await using after = await startAuthors();
    const supergraph = (authors: string) =>
      compose([
        parseSubgraph("loans", loans.url, LOANS),
        parseSubgraph("shelves", held.url, written),
        parseSubgraph("authors", authors, AUTHORS),
      ]).supergraphSdl;
    await using watched = await startGateway(supergraph(before.url), { watch: true, streams: { drain: 0 } });
    const open = (field: string) =>
      clients.subscribed(watched.url, undefined, { query: `subscription { ${field} { book { author { name } } } }` });
    const [first, second] = [await open("lent"), await open("returned")];
    loans.publish("lent", loan(1));
    await asked.promise;
    await watched.write(supergraph(after.url));
    for (let number = 2; after.requests.length === 0; number++) {
      loans.publish("returned", loan(number));
      await second.take();
    }
    // The first was moved before; and what nobody holds is closed before all of these are planned.
    for (const name of ["a", "b", "c", "d", "e"]) await watched.ask(`{ ${name}: authors { name } }`);
    told.resolve();
    expect((await first.take())["payload"]).toEqual({ data: { lent: { book: { author: { name: "Dickens" } } } } });
  });
});
