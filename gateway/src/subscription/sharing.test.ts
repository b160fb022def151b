import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startGateway, type TestGateway } from "../testing/gateway.ts";
import { lendingSupergraph, loan, startLoans, startShelves } from "../testing/lending.ts";
import { createReaders } from "../testing/readers.ts";
import type { StreamSubgraph } from "../testing/stream-subgraph.ts";
import { createSubscribers } from "../testing/subscribers.ts";

const PERSONAL = "subscription Shelf { lent { number book { shelf } } }";
const PUBLIC = "subscription { returned { number book { title } } }";

const shelfOf = ({ isbn }: { isbn: string }, { "x-reader": reader }: Record<string, unknown>) => ({
  isbn,
  title: `Title ${isbn}`,
  shelf: reader,
});
/** Books of which nothing is said before a test wants. */
const held = new Map<string, Promise<void>>();

let loans: StreamSubgraph;
let shelves: StreamSubgraph;
let gateway: TestGateway;
const clients = createSubscribers();

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

beforeAll(async () => {
  [loans, shelves] = await Promise.all([startLoans(), openShelves()]);
  gateway = await startGateway(lendingSupergraph({ loans: loans.url, shelves: shelves.url }), {
    identity: createReaders(),
    streams: { drain: 0 },
    subgraphs: { headers: { all: { forward: ["accept-language"] }, bySubgraph: {} }, all: {}, bySubgraph: {} },
  });
});
afterEach(async () => {
  await clients.end();
  await loans.until(() => loans.open.streams === 0);
  loans.subscriptions.length = 0;
  shelves.requests.length = 0;
});
afterAll(async () => {
  for (const part of [gateway, loans, shelves]) await part[Symbol.asyncDispose]();
});

/** A client of somebody, with one subscription that has begun. */
const subscriber = (authorization: string | undefined, query: string, more: object = {}, headers = {}) =>
  clients.subscribed(gateway.url, authorization, { query, ...more }, headers);

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

describe("a public stream", () => {
  it("is of who asks alone while it cannot be found out who nobody is", async () => {
    const readers = createReaders();
    await using other = await startGateway(lendingSupergraph({ loans: loans.url, shelves: shelves.url }), {
      identity: {
        async identify(headers) {
          if (headers.authorization === undefined) throw new Error("who asks cannot be found out");
          return readers.identify(headers);
        },
      },
      streams: { drain: 0 },
    });
    const client = await clients.subscribed(other.url, "ada", { query: PUBLIC });
    loans.publish("returned", loan(4));
    expect(await client.take()).toMatchObject({ payload: { data: { returned: { number: 4 } } } });
    expect(loans.subscriptions.map(({ extensions }) => extensions["authorization"])).toEqual(["Bearer token-of-ada"]);
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
