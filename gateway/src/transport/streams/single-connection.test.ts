import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { startGateway, type TestGateway } from "../../testing/gateway.ts";
import { lendingSupergraph, loan, startLoans, startShelves } from "../../testing/lending.ts";
import { createReaders } from "../../testing/readers.ts";
import type { StreamSubgraph } from "../../testing/stream-subgraph.ts";

const LENT = "subscription { lent { number } }";
const readers = createReaders();

let loans: StreamSubgraph;
let shelves: StreamSubgraph;
let gateway: TestGateway;

const start = (streams: object = {}) =>
  startGateway(lendingSupergraph({ loans: loans.url, shelves: shelves.url }), {
    identity: readers,
    streams: { drain: 0, recheck: 10, ...streams },
  });
beforeAll(async () => {
  [loans, shelves] = await Promise.all([startLoans(), startShelves()]);
  gateway = await start();
});
afterAll(async () => {
  for (const part of [gateway, loans, shelves]) await part?.[Symbol.asyncDispose]();
});
afterEach(() => loans.until(() => loans.open.streams === 0));

const TOKEN = "x-graphql-event-stream-token";

/** What one client sends. */
async function reserve(authorization = "ada", { url } = gateway) {
  const headers = { authorization };
  const reserved = await fetch(`${url}/graphql`, { method: "PUT", headers });
  const token = await reserved.text();
  const leaving = new AbortController();
  return {
    status: reserved.status,
    token,
    post: (body: object, more: Record<string, string> = {}) =>
      fetch(`${url}/graphql`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json", [TOKEN]: token, ...more },
        body: JSON.stringify(body),
      }),
    stop: (id: string, more: Record<string, string> = {}) =>
      fetch(`${url}/graphql?operationId=${id}`, { method: "DELETE", headers: { ...headers, [TOKEN]: token, ...more } }),
    /** By the token alone, as `EventSource` does. */
    async connect() {
      const response = await fetch(`${url}/graphql?token=${token}`, {
        headers: { accept: "text/event-stream" },
        signal: leaving.signal,
      });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      return {
        response,
        /** All that came so far, once it has this. */
        async until(part: string): Promise<string> {
          while (!text.includes(part)) {
            const { done, value } = (await reader?.read()) ?? { done: true };
            if (done) throw new Error(`it ended with ${JSON.stringify(text)}`);
            text += value;
          }
          return text;
        },
      };
    },
    leave: () => leaving.abort(),
  };
}
const asks = (query: string, operationId: unknown) => ({ query, extensions: { operationId } });

it("has one stream for all operations of a client, byte by byte", async () => {
  const client = await reserve();
  expect([client.status, client.token]).toEqual([201, expect.stringMatching(/^[\w-]{36}$/)]);
  const stream = await client.connect();
  expect(stream.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const accepted = await client.post(asks(LENT, "one"));
  expect([accepted.status, await accepted.text()]).toEqual([202, ""]);
  expect((await client.post(asks("{ greeting }", "two"))).status).toBe(202);
  await stream.until(': subscribed "one"\n\n');
  loans.publish("lent", loan(7));
  const text = await stream.until('"number":7');
  // When exactly it begins depends on the subgraph.
  expect(text.replace(': subscribed "one"\n\n', "")).toBe(
    ":\n\n" +
      'event: next\ndata: {"id":"two","payload":{"data":{"greeting":"good day"}}}\n\n' +
      'event: complete\ndata: {"id":"two"}\n\n' +
      'event: next\ndata: {"id":"one","payload":{"data":{"lent":{"number":7}}}}\n\n',
  );
  expect((await client.stop("one")).status).toBe(200);
  await loans.until(() => loans.open.streams === 0);
  expect((await client.stop("one")).status).toBe(200);
  client.leave();
});

it("keeps what is asked for before the stream is open, and ends it all when the stream is left", async () => {
  const client = await reserve();
  await client.post(asks("{ greeting }", "early"));
  await client.post(asks(LENT, "lasting"));
  const stream = await client.connect();
  await stream.until('event: complete\ndata: {"id":"early"}\n\n');
  await loans.until(() => loans.open.streams === 1);
  client.leave();
  await loans.until(() => loans.open.streams === 0);
});

it("answers over HTTP what is refused, and other mistakes", async () => {
  const client = await reserve();
  const wrong = await client.post(asks("subscription { nothing }", "one"));
  expect([wrong.status, await wrong.json()]).toMatchObject([
    400,
    { errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }] },
  ]);
  expect((await client.post({ query: LENT })).status).toBe(400);
  expect((await client.post(asks(LENT, 1))).status).toBe(400);
  await client.connect();
  expect((await client.connect()).response.status).toBe(409);
  await client.post(asks(LENT, "one"));
  expect((await client.post(asks(LENT, "one"))).status).toBe(409);
  await loans.until(() => loans.open.streams === 1);
  const unknown = { [TOKEN]: "another" };
  expect((await client.post(asks(LENT, "two"), unknown)).status).toBe(404);
  expect((await client.stop("one", unknown)).status).toBe(404);
  client.leave();
});

it("is nobody else's", async () => {
  const client = await reserve("ada");
  const bob = { authorization: "bob" };
  await client.connect();
  await client.post(asks(LENT, "one"));
  await loans.until(() => loans.open.streams === 1);
  expect((await client.post(asks(LENT, "two"), bob)).status).toBe(404);
  expect((await client.stop("one", bob)).status).toBe(404);
  expect(loans.open.streams).toBe(1);
  client.leave();
  await loans.until(() => loans.open.streams === 0);
});

it("ends for who may no longer read it, with a word to each operation", async () => {
  const client = await reserve("eve");
  const stream = await client.connect();
  await client.post(asks(LENT, "one"));
  await loans.until(() => loans.open.streams === 1);
  readers.sendAway("eve");
  expect(await stream.until("complete")).toMatch(/"id":"one","payload":\{"errors":\[.*"UNAUTHENTICATED"/);
  await loans.until(() => loans.open.streams === 0);
  expect((await reserve("eve")).status).toBe(401);
});

it("carries no more operations than one may have", async () => {
  await using small = await start({ maxPerConnection: 1 });
  const client = await reserve("ada", small);
  expect((await client.post(asks(LENT, "one"))).status).toBe(202);
  expect((await client.post(asks(LENT, "two"))).status).toBe(429);
  await loans.until(() => loans.open.streams === 1);
});

it("is given up when nobody opens it, with all that was asked for", async () => {
  await using hasty = await start({ initTimeout: 20 });
  const client = await reserve("ada", hasty);
  await client.post(asks(LENT, "one"));
  for (let number = 1; (await client.post(asks("{ greeting }", `ask ${number}`))).status !== 404; number += 1);
  await loans.until(() => loans.open.streams === 0);
});

it("leaves out events for a client that reads slowly, and no answer", async () => {
  await using slow = await start({ slowClients: "drop-oldest", maxQueued: 2 });
  const sent = (events: number) =>
    vi.waitFor(async () => {
      expect(await slow.metrics()).toContain(`subscription_deliveries_total{outcome="sent"} ${events}\n`);
    }, 10_000);
  const client = await reserve("ada", slow);
  const stream = await client.connect();
  await client.post(asks("subscription { lent { reader } }", "events"));
  await stream.until(': subscribed "events"');
  // More than the sockets of both sides hold.
  const long = "x".repeat(4 * 1024 * 1024);
  for (const number of [1, 2, 3, 4]) loans.publish("lent", loan(number, long));
  await sent(4);
  await client.post(asks("mutation { tidy }", "answer"));
  for (const number of [5, 6, 7]) loans.publish("lent", loan(number));
  await sent(7);
  const text = await stream.until('event: complete\ndata: {"id":"answer"}');
  expect(text).toContain('event: next\ndata: {"id":"answer","payload":{"data":{"tidy":"done"}}}\n\n');
  client.leave();
});
