import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import { ApolloServerPluginSubscriptionCallback } from "@apollo/server/plugin/subscriptionCallback";
import { startStandaloneServer } from "@apollo/server/standalone";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import {
  type CallbackRequest,
  type CallbackSubgraph,
  say,
  startCallbackSubgraph,
} from "../testing/callback-subgraph.ts";
import { freePort } from "../testing/free-port.ts";
import { startGateway, type TestGateway } from "../testing/gateway.ts";
import { LOANS, lendingSupergraph, loan, startShelves } from "../testing/lending.ts";
import { createReaders } from "../testing/readers.ts";
import type { StreamSubgraph } from "../testing/stream-subgraph.ts";
import { greeted, type RawWebSocket } from "../testing/web-socket.ts";
import type { UpstreamSettings } from "./settings.ts";

const LENT = "subscription { lent { number book { shelf } } }";
const HEARTBEAT = 40;
const MAX_BYTES = 10_000;

let shelves: StreamSubgraph;
let loans: CallbackSubgraph;
let gateway: TestGateway;
const clients: RawWebSocket[] = [];

beforeAll(async () => {
  shelves = await startShelves();
  loans = await startCallbackSubgraph();
  gateway = await calledBack(loans.url);
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client[Symbol.asyncDispose]();
  loans.requests.length = 0;
});
afterAll(async () => {
  for (const part of [gateway, loans, shelves]) await part[Symbol.asyncDispose]();
});

/** A gateway that the loans call back. */
async function calledBack(url: string, stream: Partial<UpstreamSettings> = {}): Promise<TestGateway> {
  const port = await freePort();
  return startGateway(lendingSupergraph({ loans: url, shelves: shelves.url }), {
    identity: createReaders(),
    streams: { drain: 0 },
    subgraphs: {
      headers: { all: {}, bySubgraph: {} },
      all: { maxResponseBytes: MAX_BYTES },
      bySubgraph: { loans: { stream: { protocol: "callback", ...stream } } },
    },
    callbackUrl: `http://127.0.0.1:${port}`,
    port,
  });
}

async function subscriber(url = gateway.url, authorization: string | undefined = "ada", query = LENT) {
  const client = await greeted(url, { authorization });
  clients.push(client);
  client.send({ id: "1", type: "subscribe", payload: { query } });
  return client;
}

const next = (number: number, eventId?: string) => ({
  action: "next",
  payload: { data: { lent: loan(number) }, ...(eventId !== undefined && { extensions: { eventId } }) },
});

it("asks in the name of whoever subscribes, and joins what is sent to its own address", async () => {
  const [one, other] = [await subscriber(), await subscriber()];
  const asked = await loans.request(0);
  expect(asked).toMatchObject({
    query: expect.stringContaining("lent"),
    headers: {
      accept: "application/json;callbackSpec=1.0",
      "x-threefold-identity": "token-of-ada",
      traceparent: expect.any(String),
    },
    target: { callbackUrl: `${gateway.url}/callbacks/${asked.target.subscriptionId}`, heartbeatIntervalMs: 5_000 },
  });
  expect(await say(asked, next(1))).toBe(204);
  for (const client of [one, other]) {
    expect(await client.take()).toMatchObject({ payload: { data: { lent: { number: 1, book: { shelf: "ada" } } } } });
  }
  expect(loans.requests).toHaveLength(1);
});

it("never lets one person's stream into another's", async () => {
  const ada = await subscriber();
  const hers = await loans.request(0);
  const bob = await subscriber(gateway.url, "bob");
  const his = await loans.request(1);
  // An id of one with the verifier of the other, and an address of one with the id of the other.
  expect(await say({ ...his, target: { ...his.target, verifier: hers.target.verifier } }, next(66))).toBe(401);
  expect(await say({ ...his, target: { ...hers.target, callbackUrl: his.target.callbackUrl } }, next(66))).toBe(400);
  expect([await say(hers, next(1)), await say(his, next(2))]).toEqual([204, 204]);
  expect(await ada.take()).toMatchObject({ payload: { data: { lent: { number: 1, book: { shelf: "ada" } } } } });
  expect(await bob.take()).toMatchObject({ payload: { data: { lent: { number: 2, book: { shelf: "bob" } } } } });
});

it("delivers an event once that is sent again", async () => {
  const client = await subscriber();
  const asked = await loans.request(0);
  for (const message of [next(1, "a"), next(1, "a"), next(2, "b"), next(3), next(3)]) {
    expect(await say(asked, message)).toBe(204);
  }
  // Without an id, two that are equal may be two.
  for (const number of [1, 2, 3, 3]) {
    expect(await client.take()).toMatchObject({ payload: { data: { lent: { number } } } });
  }
});

it("tells a subgraph that nobody wants its events any more, and so again at its next sign of life", async () => {
  const client = await subscriber();
  const asked = await loans.request(0);
  expect(await say(asked, { action: "check" })).toBe(204);
  client.send({ id: "1", type: "complete" });
  client.send({ type: "ping" });
  await client.take();
  expect(await say(asked, { action: "check" })).toBe(404);
  expect(await say(asked, next(1))).toBe(404);
});

it.each<[string, object, object]>([
  ["is over", { action: "complete" }, { id: "1", type: "complete" }],
  [
    "ends with errors",
    { action: "complete", errors: [{ message: "Not for you.", extensions: { code: "FORBIDDEN" } }] },
    { type: "error", payload: [{ message: "Not for you.", extensions: { code: "FORBIDDEN", serviceName: "loans" } }] },
  ],
])("tells the client when the stream %s", async (_what, message, told) => {
  const client = await subscriber();
  const asked = await loans.request(0);
  expect(await say(asked, message)).toBe(204);
  expect(await client.take()).toMatchObject(told);
  expect(await say(asked, { action: "check" })).toBe(404);
});

it.each<[string, (asked: CallbackRequest) => object | string, number]>([
  ["no JSON", () => "garbage", 400],
  ["an action that there is not", () => ({ action: "heartbeat" }), 400],
  ["an event without a response", () => ({ action: "next" }), 400],
  ["something that is no subscription's", () => ({ action: "check", kind: "query" }), 400],
  ["no verifier", () => ({ action: "check", verifier: undefined }), 400],
  ["another verifier", () => ({ action: "check", verifier: "x" }), 401],
  ["too much", () => ({ action: "next", payload: { data: "x".repeat(MAX_BYTES) } }), 413],
])("refuses %s, and the stream goes on", async (_what, message, status) => {
  const client = await subscriber();
  const asked = await loans.request(0);
  expect(await say(asked, message(asked))).toBe(status);
  expect(await say(asked, next(1))).toBe(204);
  expect(await client.take()).toMatchObject({ payload: { data: { lent: { number: 1 } } } });
});

const UNUSABLE = {
  data: null,
  errors: [{ extensions: { code: "SUBREQUEST_MALFORMED_RESPONSE", serviceName: "loans" } }],
};
it.each<[string, object, object]>([
  ["no data", {}, UNUSABLE],
  ["data of another form", { data: "hello" }, UNUSABLE],
  ["errors of another form", { data: null, errors: "hello" }, UNUSABLE],
  [
    "a root field of another form",
    { data: { lent: 5 } },
    { data: null, errors: [{ extensions: { code: "INVALID_GRAPHQL" }, path: ["lent"] }] },
  ],
  [
    "an entity without its key",
    { data: { lent: { number: 1, book: { __typename: "Book" } } } },
    { data: { lent: { number: 1, book: { shelf: null } } } },
  ],
])("completes an event with %s as a query would, and the stream goes on", async (_what, payload, answer) => {
  const client = await subscriber();
  const asked = await loans.request(0);
  expect(await say(asked, { action: "next", payload })).toBe(204);
  expect(await client.take()).toMatchObject({ type: "next", payload: answer });
  await say(asked, next(2));
  expect(await client.take()).toMatchObject({ payload: { data: { lent: { number: 2 } } } });
});

it("knows no address that it did not give out", async () => {
  const client = await subscriber();
  const asked = await loans.request(0);
  const target = { ...asked.target, callbackUrl: `${gateway.url}/callbacks/1` };
  expect(await say({ ...asked, target }, { action: "check" })).toBe(404);
  client.close();
});

it("subscribes again after the last event, when the signs of life stop", async () => {
  await using impatient = await calledBack(loans.url, { heartbeat: HEARTBEAT });
  const client = await subscriber(impatient.url);
  const asked = await loans.request(0);
  expect(asked.target.heartbeatIntervalMs).toBe(HEARTBEAT);
  await say(asked, next(1, "a"));
  const again = await loans.request(1);
  expect(again.afterEventId).toBe("a");
  expect(await say(asked, { action: "check" })).toBe(404);
  await say(again, next(2, "b"));
  expect(await client.take()).toMatchObject({ payload: { data: { lent: { number: 1 } } } });
  expect(await client.take()).toMatchObject({
    payload: { data: { lent: { number: 2 } }, extensions: { reconnected: true } },
  });
});

it("subscribes again from where it began, when there was no event yet", async () => {
  const answer = async (request: CallbackRequest) => {
    await say(request, { action: "check", extensions: { eventId: "start" } });
    return { data: null };
  };
  await using quiet = await startCallbackSubgraph({ answer });
  await using impatient = await calledBack(quiet.url, { heartbeat: HEARTBEAT });
  const client = await subscriber(impatient.url);
  await client.subscribed("1");
  expect(await quiet.request(1)).toMatchObject({ afterEventId: "start" });
});

it.each<[string, (request: CallbackRequest) => Promise<object>, object]>([
  [
    "is refused",
    async () => ({ errors: [{ message: "Not for you.", extensions: { code: "FORBIDDEN" } }] }),
    { message: "Not for you.", extensions: { code: "FORBIDDEN", serviceName: "loans" } },
  ],
  [
    "is answered by who does not call back",
    async () => ({ data: null }),
    { extensions: { code: "SUBREQUEST_MALFORMED_RESPONSE", serviceName: "loans" } },
  ],
  [
    "is answered with something else",
    async () => ["hello"],
    { extensions: { code: "SUBREQUEST_MALFORMED_RESPONSE", serviceName: "loans" } },
  ],
])("tells the client when it %s", async (_what, answer, error) => {
  await using strange = await startCallbackSubgraph({ answer });
  await using asking = await calledBack(strange.url);
  const client = await subscriber(asking.url);
  expect(await client.take()).toMatchObject({ type: "error", payload: [error] });
});

it("understands Apollo Server", async () => {
  let told = 0;
  async function* read() {
    for (const number of [1, 2]) yield { lent: loan(number) };
    told += 1;
  }
  const resolvers = { Subscription: { lent: { subscribe: read } } };
  const schema = buildSubgraphSchema([{ typeDefs: parse(LOANS), resolvers }]);
  const apollo = new ApolloServer({
    schema,
    plugins: [ApolloServerPluginSubscriptionCallback(), ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(apollo, { listen: { port: 0, host: "127.0.0.1" } });
  await using asking = await calledBack(url);
  const client = await subscriber(asking.url);
  for (const number of [1, 2]) {
    expect(await client.take()).toMatchObject({ payload: { data: { lent: { number, book: { shelf: "ada" } } } } });
  }
  expect(await client.take()).toEqual({ id: "1", type: "complete" });
  expect(told).toBe(1);
  await apollo.stop();
});
