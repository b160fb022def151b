import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startGateway, type TestGateway } from "../testing/gateway.ts";
import { LOANS, lendingSupergraph, loan, SHELVES, startLoans, startShelves } from "../testing/lending.ts";
import { createReaders } from "../testing/readers.ts";
import type { LoggedEvent, StreamSubgraph } from "../testing/stream-subgraph.ts";
import { greeted, type RawWebSocket } from "../testing/web-socket.ts";

const PERSONAL = "subscription Shelf { lent { number book { shelf } } }";
const PUBLIC = "subscription { returned { number book { title } } }";

const shelfOf = ({ isbn }: { isbn: string }, { "x-reader": reader }: Record<string, unknown>) => ({
  isbn,
  title: `Title ${isbn}`,
  shelf: reader,
});
/** Books of which nothing is said before a test wants. */
const held = new Map<string, Promise<void>>();
/** What the loans say to everybody who subscribes. */
let refusal: string | undefined;
/** What the loans' log has. */
let log: LoggedEvent[] = [];

let loans: StreamSubgraph;
let shelves: StreamSubgraph;
let gateway: TestGateway;
const clients: RawWebSocket[] = [];

const openLoans = (changes: Parameters<typeof startLoans>[0] = {}) =>
  startLoans({ refuse: () => refusal, events: log, ...changes });
const openShelves = (port = 0) =>
  startShelves({
    port,
    resolvers: {
      Query: { greeting: () => "good day" },
      Book: {
        async __resolveReference(book: { isbn: string }, headers: Record<string, unknown>) {
          await held.get(book.isbn);
          return shelfOf(book, headers);
        },
      },
    },
  });
const start = (options: Parameters<typeof startGateway>[1] = {}) =>
  startGateway(lendingSupergraph({ loans: loans.url, shelves: shelves.url }), {
    identity: createReaders(),
    streams: { drain: 0 },
    ...options,
  });

beforeAll(async () => {
  [loans, shelves] = await Promise.all([openLoans(), openShelves()]);
  gateway = await start({
    subgraphs: { headers: { all: { forward: ["accept-language"] }, bySubgraph: {} }, all: {}, bySubgraph: {} },
  });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client[Symbol.asyncDispose]();
  await loans.until(() => loans.open.streams === 0);
  loans.subscriptions.length = 0;
  shelves.requests.length = 0;
  log.length = 0;
});
afterAll(async () => {
  for (const part of [gateway, loans, shelves]) await part[Symbol.asyncDispose]();
});

/** A client of somebody, who introduced themselves. */
async function connected(authorization: string | undefined, headers = {}, url = gateway.url): Promise<RawWebSocket> {
  const client = await greeted(url, { authorization, ...headers });
  clients.push(client);
  return client;
}

/** A client of somebody, with one subscription that has begun. */
async function subscriber(authorization: string | undefined, query: string, more: object = {}, headers = {}) {
  const client = await connected(authorization, headers);
  client.send({ id: "1", type: "subscribe", payload: { query, ...more } });
  await client.subscribed("1");
  return client;
}

const entityRequests = () => shelves.requests.filter(({ query }) => query.includes("_entities"));

describe("subscribers who get the same", () => {
  it("share one stream and one execution of the rest, whatever their document looks like", async () => {
    const all = [
      await subscriber("ada", PERSONAL),
      await subscriber("ada", PERSONAL.replaceAll(" {", "{\n  ")),
      await subscriber("ada", `${PERSONAL} query Other { greeting }`, { operationName: "Shelf" }),
    ];
    loans.publish("lent", loan(1));
    for (const client of all) {
      expect(await client.take()).toMatchObject({ payload: { data: { lent: { number: 1, book: { shelf: "ada" } } } } });
    }
    expect(loans.subscriptions).toHaveLength(1);
    expect(entityRequests()).toHaveLength(1);
    // The last one to leave closes the stream, though it is silent.
    for (const client of all.slice(1)) {
      client.send({ id: "1", type: "complete" });
      client.send({ type: "ping" });
      expect(await client.take()).toEqual({ type: "pong" });
    }
    loans.publish("lent", loan(2));
    expect(await all[0]?.take()).toMatchObject({ payload: { data: { lent: { number: 2 } } } });
    expect(loans.open.streams).toBe(1);
    all[0]?.close();
    await loans.until(() => loans.open.streams === 0);
  });

  it("are all people, when every field is public: nobody's identity is told", async () => {
    const all = [await subscriber("ada", PUBLIC), await subscriber("bob", PUBLIC), await subscriber(undefined, PUBLIC)];
    loans.publish("returned", loan(4));
    for (const client of all)
      expect(await client.take()).toMatchObject({ payload: { data: { returned: { number: 4 } } } });
    expect(loans.subscriptions.map(({ extensions }) => extensions["authorization"])).toEqual([
      "Bearer token-of-nobody",
    ]);
    expect(entityRequests().map(({ headers }) => headers["x-reader"])).toEqual(["nobody"]);
  });
});

describe("nobody gets another's events", () => {
  it.each<[string, [string | undefined, string, object?, object?], [string | undefined, string, object?, object?]]>([
    ["another person", ["ada", PERSONAL], ["bob", PERSONAL]],
    ["somebody and nobody", ["ada", PERSONAL], [undefined, PERSONAL]],
    [
      "one field that is not public",
      ["ada", "subscription { returned { number reader } }"],
      ["bob", "subscription { returned { number reader } }"],
    ],
    [
      "one field that another subgraph does not call public",
      ["ada", "subscription { returned { number book { shelf } } }"],
      ["bob", "subscription { returned { number book { shelf } } }"],
    ],
    [
      "other variables",
      ["ada", "subscription($i: ID) { lent(isbn: $i) { number } }", { variables: { i: "1" } }],
      ["ada", "subscription($i: ID) { lent(isbn: $i) { number } }", { variables: { i: "2" } }],
    ],
    ["other fields", ["ada", "subscription { lent { number } }"], ["ada", "subscription { lent { reader } }"]],
    [
      "another language, which subgraphs are told",
      ["ada", PERSONAL, {}, { "accept-language": "de" }],
      ["ada", PERSONAL, {}, { "accept-language": "fr" }],
    ],
  ])("by %s", async (_why, one, other) => {
    await subscriber(...one);
    await subscriber(...other);
    expect(loans.subscriptions).toHaveLength(2);
  });

  it("nor another's rest of an event", async () => {
    const ada = await subscriber("ada", PERSONAL);
    const bob = await subscriber("bob", PERSONAL);
    loans.publish("lent", loan(1));
    expect(await ada.take()).toMatchObject({ payload: { data: { lent: { book: { shelf: "ada" } } } } });
    expect(await bob.take()).toMatchObject({ payload: { data: { lent: { book: { shelf: "bob" } } } } });
  });
});

describe("events", () => {
  it("come in their order, though later ones were completed earlier", async () => {
    const first = Promise.withResolvers<void>();
    held.set("b1", first.promise);
    const client = await subscriber("ada", "subscription { lent { number book { title } } }");
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) loans.publish("lent", loan(number));
    // Eight are completed at once, and no more while the first is not.
    await shelves.until(() => entityRequests().length >= 8);
    client.send({ type: "ping" });
    expect(await client.take()).toEqual({ type: "pong" });
    expect(entityRequests()).toHaveLength(8);
    first.resolve();
    expect(await client.take()).toMatchObject({
      payload: { data: { lent: { number: 1, book: { title: "Title b1" } } } },
    });
    for (const number of [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
      expect(await client.take()).toMatchObject({ payload: { data: { lent: { number } } } });
    }
  });

  it("equal what a query of the same moment says, errors included", async () => {
    const client = await subscriber("ada", "subscription { lent { number book { isbn title shelf } } }");
    await shelves[Symbol.asyncDispose]();
    loans.publish("lent", loan(5));
    expect(await client.take()).toMatchObject({
      payload: {
        data: { lent: { number: 5, book: { isbn: "b5", title: null, shelf: null } } },
        errors: [{ extensions: { code: "SUBREQUEST_HTTP_ERROR", serviceName: "shelves" }, path: ["lent", "book"] }],
      },
    });
    shelves = await openShelves(shelves.port);
  });
});

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
    const client = await connected(undefined, {}, other.url);
    client.send({ id: "1", type: "subscribe", payload: { query: "subscription { lent { number } }" } });
    expect(await client.take()).toMatchObject({
      id: "1",
      type: "error",
      payload: [{ extensions: { code, serviceName: "loans" } }],
    });
  });

  it("is refused by the subgraph in its own words", async () => {
    refusal = "Not for you.";
    const client = await connected(undefined);
    client.send({ id: "1", type: "subscribe", payload: { query: PERSONAL } });
    expect(await client.take()).toEqual({
      id: "1",
      type: "error",
      payload: [{ message: "Not for you.", extensions: { code: "FORBIDDEN", serviceName: "loans" } }],
    });
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
      const client = await connected(authorization, {}, other.url);
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
    const [stays, ends] = [await connected(undefined, {}, watched.url), await connected(undefined, {}, watched.url)];
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
});
