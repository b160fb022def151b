import { spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGateway, type TestGateway } from "../../testing/gateway.ts";
import { lendingSupergraph, loan, startLoans, startShelves } from "../../testing/lending.ts";
import { openStream } from "../../testing/open-stream.ts";
import { createReaders } from "../../testing/readers.ts";
import type { StreamSubgraph } from "../../testing/stream-subgraph.ts";

const MULTIPART = 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0,application/json';
const LENT = "subscription { lent { number book { title } } }";
const readers = createReaders();

let loans: StreamSubgraph;
let shelves: StreamSubgraph;
let gateway: TestGateway;

type Streams = NonNullable<Parameters<typeof startGateway>[1]>["streams"];
const start = (streams: Streams = {}, more: Parameters<typeof startGateway>[1] = {}) =>
  startGateway(lendingSupergraph({ loans: loans.url, shelves: shelves.url }), {
    identity: readers,
    streams: { drain: 0, ...streams },
    ...more,
  });

beforeAll(async () => {
  [loans, shelves] = await Promise.all([startLoans(), startShelves()]);
  gateway = await start();
});
afterAll(async () => {
  for (const part of [gateway, loans, shelves]) await part?.[Symbol.asyncDispose]();
});

const open = (accept: string, query: string, { url = gateway.url, headers = {} } = {}) =>
  openStream(url, accept, { query }, headers);

const SEVEN = '{"data":{"lent":{"number":7,"book":{"title":"Title b7"}}}}';

describe("a subscription as server-sent events", () => {
  it("is a stream of responses, which ends for the subgraph when its reader leaves", async () => {
    const stream = await open("text/event-stream", LENT);
    expect(stream.response.status).toBe(200);
    expect(stream.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(stream.response.headers.get("cache-control")).toBe("no-store");
    expect(await stream.until("subscribed\n\n")).toBe(":\n\n: subscribed\n\n");
    loans.publish("lent", loan(7));
    expect(await stream.until("}\n\n")).toBe(`event: next\ndata: ${SEVEN}\n\n`);
    stream.leave();
    await loans.until(() => loans.open.streams === 0);
  });

  it.each([
    ["a query", "{ greeting }", '{"data":{"greeting":"good day"}}'],
    ["a mutation", "mutation { tidy }", '{"data":{"tidy":"done"}}'],
  ])("may be %s: one response, and its end", async (_what, query, text) => {
    const stream = await open("text/event-stream", query);
    expect(await stream.rest()).toBe(`:\n\nevent: next\ndata: ${text}\n\nevent: complete\ndata:\n\n`);
  });

  it("has its end, too, when the response is large", async () => {
    const name = "x".repeat(300_000);
    const stream = await open("text/event-stream", `{ ${name}: greeting }`);
    expect(await stream.rest()).toBe(
      `:\n\nevent: next\ndata: {"data":{"${name}":"good day"}}\n\nevent: complete\ndata:\n\n`,
    );
  });

  it("tells errors as a response, then ends", async () => {
    const stream = await open("text/event-stream", "subscription { nothing }");
    expect(stream.response.status).toBe(200);
    expect(await stream.rest()).toMatch(
      /^:\n\nevent: next\ndata: \{"errors":\[\{"message":"Cannot query field.*"GRAPHQL_VALIDATION_FAILED".*\}\]\}\n\nevent: complete\ndata:\n\n$/,
    );
  });

  it("shows signs of life", async () => {
    await using lively = await start({ heartbeat: 10 });
    const stream = await open("text/event-stream", LENT, { url: lively.url });
    expect(await stream.until("\n\n:\n\n:\n\n")).toMatch(/^:\n\n(: subscribed\n\n)?:\n\n/);
    stream.leave();
  });
});

describe("a subscription in parts", () => {
  it("is framed as Apollo's clients expect it, byte by byte", async () => {
    const stream = await open(MULTIPART, LENT);
    expect(stream.response.headers.get("content-type")).toBe('multipart/mixed;boundary="graphql";subscriptionSpec=1.0');
    expect(await stream.until("{}\r\n--graphql")).toBe(
      "--graphql\r\ncontent-type: application/json\r\n\r\n{}\r\n--graphql",
    );
    expect(await stream.until("{}\r\n--graphql")).toBe(
      "\r\ncontent-type: application/json\r\nx-subscribed: true\r\n\r\n{}\r\n--graphql",
    );
    loans.publish("lent", loan(7));
    expect(await stream.until("}\r\n--graphql")).toBe(
      `\r\ncontent-type: application/json\r\n\r\n{"payload":${SEVEN}}\r\n--graphql`,
    );
    loans.crash();
    stream.leave();
    await loans.until(() => loans.open.streams === 0);
  });

  it("says why it ends, and closes the last boundary", async () => {
    const ending = await start();
    const stream = await open(MULTIPART, LENT, { url: ending.url });
    await stream.until("x-subscribed: true\r\n\r\n{}\r\n--graphql");
    await ending[Symbol.asyncDispose]();
    expect(await stream.rest()).toMatch(
      /^\r\ncontent-type: application\/json\r\n\r\n\{"payload":null,"errors":\[.*"SERVICE_RESTART".*\]\}\r\n--graphql--\r\n$/,
    );
  });

  it("answers what is no subscription, or is refused, in JSON", async () => {
    const query = await open(MULTIPART, "{ greeting }");
    expect(query.response.headers.get("content-type")).toContain("application/json");
    expect(await query.rest()).toBe('{"data":{"greeting":"good day"}}');
    const wrong = await open(MULTIPART, "subscription { nothing }");
    expect(await wrong.rest()).toContain("GRAPHQL_VALIDATION_FAILED");
  });
});

describe("a subscription over HTTP", () => {
  it("is refused when no form of stream is taken, saying so", async () => {
    const plain = await open("application/json", LENT);
    expect(await plain.rest()).toMatch(
      /text\/event-stream.*multipart\/mixed;subscriptionSpec=1\.0.*graphql-transport-ws/,
    );
    const others = ["application/json", "*/*", "multipart/mixed", "multipart/mixed;deferSpec=20220824"];
    for (const accept of [...others, "text/event-stream;q=0, application/json"]) {
      const { response, leave } = await open(accept, LENT);
      expect([accept, response.status]).toEqual([accept, 406]);
      leave();
    }
  });

  it("is refused when it defers something, since an event is one answer", async () => {
    const deferring = "subscription ($late: Boolean!) { lent { number ... @defer(if: $late) { book { isbn } } } }";
    const late = await gateway.send(
      { query: deferring, variables: { late: true } },
      { accept: "text/event-stream, */*" },
    );
    expect(late.errors?.[0]?.extensions["code"]).toBe("DEFER_NOT_SUPPORTED");
    const always = await open("application/json", "subscription { lent { ... @defer { number } } }");
    expect(await always.rest()).toMatch(/Defer directive not supported on subscription.*GRAPHQL_VALIDATION_FAILED/);
    const others = "query Other { ...L } fragment L on Query { ... @defer { loans } }";
    const query = `subscription Never { lent { ... @defer(if: false) { number } } } ${others}`;
    const never = await openStream(gateway.url, "text/event-stream", { query, operationName: "Never" });
    await never.until("subscribed\n\n");
    loans.publish("lent", loan(8));
    expect(await never.until("}\n\n")).toBe('event: next\ndata: {"data":{"lent":{"number":8}}}\n\n');
    never.leave();
    await loans.until(() => loans.open.streams === 0);
  });

  it("ends for those who may no longer read it, and says why", async () => {
    await using strict = await start({ recheck: 10 });
    const stream = await open("text/event-stream", LENT, { url: strict.url, headers: { authorization: "dee" } });
    await stream.until(":\n\n");
    readers.sendAway("dee");
    expect(await stream.rest()).toMatch(/"dee was sent away\.".*"UNAUTHENTICATED".*event: complete\ndata:\n\n$/s);
    const again = await open("text/event-stream", LENT, { url: strict.url, headers: { authorization: "dee" } });
    expect(again.response.status).toBe(401);
  });

  it("ends for the subgraph, too, when its reader may no longer read it and reads nothing", async () => {
    await using strict = await start({ recheck: 10, highWaterBytes: 1024 ** 3 });
    const query = "subscription { lent { reader } }";
    const headers = { accept: "text/event-stream", authorization: "eve" };
    const deaf = request(`${strict.url}/graphql`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
    });
    deaf.on("error", () => {}).end(JSON.stringify({ query }));
    await once(deaf, "response");
    const other = await open(headers.accept, query, { url: strict.url, headers });
    await other.until("subscribed\n\n");
    // More than the sockets of both sides hold.
    const long = "x".repeat(4 * 1024 * 1024);
    for (const number of [1, 2, 3, 4]) {
      loans.publish("lent", loan(number, long));
      await other.until("}\n\n");
    }
    readers.sendAway("eve");
    await other.rest();
    await loans.until(() => loans.open.streams === 0);
    // And the end of the process does not wait for it.
  });

  it("is not opened for a client that went while it was found out who asks", async () => {
    const [asked, known] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const identity: typeof readers = {
      ...readers,
      async identify(headers) {
        if (headers.authorization === "gus") {
          asked.resolve();
          await known.promise;
        }
        return readers.identify(headers);
      },
    };
    await using slow = await start({}, { identity });
    // So that the subscription is planned already.
    const planned = await open("text/event-stream", LENT, { url: slow.url });
    planned.leave();
    await loans.until(() => loans.open.streams === 0);
    const going = request(`${slow.url}/graphql`, {
      method: "POST",
      headers: { accept: "text/event-stream", "content-type": "application/json", authorization: "gus" },
    });
    going.on("error", () => {}).end(JSON.stringify({ query: LENT }));
    await asked.promise;
    going.destroy();
    // Whatever the gateway knows of its clients by now, it knows it before another one is answered.
    await slow.ask("{ greeting }");
    known.resolve();
    await slow.ask("{ greeting }");
    await loans.until(() => loans.open.streams === 0);
    // Nor does the end of the process wait for it.
  });

  it("is refused past the number that one person, or the gateway, may have", async () => {
    await using small = await start({ maxPerUser: 1, max: 2 });
    const as = (authorization: string) => open(MULTIPART, LENT, { url: small.url, headers: { authorization } });
    const first = await as("ada");
    expect((await as("ada")).response.status).toBe(429);
    const second = await as("bob");
    const third = await as("cy");
    expect(third.response.status).toBe(503);
    expect(third.response.headers.get("retry-after")).toBe("5");
    expect(await third.rest()).toContain("TOO_MANY_SUBSCRIPTIONS");
    first.leave();
    second.leave();
  });

  it("can be read by curl", async () => {
    const args = ["-sN", "-H", "accept: text/event-stream", "-H", "content-type: application/json"];
    const curl = spawn("curl", [...args, "-d", JSON.stringify({ query: LENT }), `${gateway.url}/graphql`]);
    let text = "";
    curl.stdout.setEncoding("utf8").on("data", (more: string) => {
      text += more;
    });
    while (!text.includes(": subscribed")) await once(curl.stdout, "data");
    loans.publish("lent", loan(7));
    while (!text.includes("number")) await once(curl.stdout, "data");
    expect(text).toContain(`event: next\ndata: ${SEVEN}\n\n`);
    curl.kill();
    await loans.until(() => loans.open.streams === 0);
  });
});
