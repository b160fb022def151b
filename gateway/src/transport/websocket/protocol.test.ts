import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import type { IdentityProvider } from "../../identity/identity.ts";
import { startGateway, type TestGateway } from "../../testing/gateway.ts";
import { lendingSupergraph, loan, startLoans, startShelves } from "../../testing/lending.ts";
import { createReaders } from "../../testing/readers.ts";
import type { StreamSubgraph } from "../../testing/stream-subgraph.ts";
import { greeted, rawWebSocket } from "../../testing/web-socket.ts";

const readers = createReaders();
const LENT = "subscription { lent { number book { title } } }";

let loans: StreamSubgraph;
let shelves: StreamSubgraph;
let gateway: TestGateway;
const start = (streams: NonNullable<Parameters<typeof startGateway>[1]>["streams"] = {}, more = {}) =>
  startGateway(lendingSupergraph({ loans: loans.url, shelves: shelves.url }), {
    identity: readers,
    streams: { drain: 0, ...streams },
    ...more,
  });

beforeAll(async () => {
  [loans, shelves] = await Promise.all([startLoans(), startShelves()]);
  gateway = await start({ maxMessageBytes: 64 * 1024, maxPerConnection: 3 });
});
afterAll(async () => {
  for (const part of [gateway, loans, shelves]) await part?.[Symbol.asyncDispose]();
});

const subscribe = (id: string, query: string, more: object = {}) => ({
  id,
  type: "subscribe",
  payload: { query, ...more },
});

describe("an operation over a WebSocket", () => {
  it("is a subscription: each event with what other subgraphs know of it, and its end", async () => {
    await using client = await greeted(gateway.url);
    client.send(subscribe("1", LENT));
    await loans.until(() => loans.open.streams === 1);
    loans.publish("lent", loan(7));
    expect(await client.take()).toEqual({
      id: "1",
      type: "next",
      payload: { data: { lent: { number: 7, book: { title: "Title b7" } } } },
    });
    client.send({ id: "1", type: "complete" });
    await loans.until(() => loans.open.streams === 0);
  });

  it.each([
    ["query", "{ greeting }", { data: { greeting: "good day" } }],
    ["mutation", "mutation { tidy }", { data: { tidy: "done" } }],
  ])("is a %s: one answer, and its end", async (_kind, query, payload) => {
    await using client = await greeted(gateway.url);
    client.send(subscribe("q", query));
    expect(await client.take()).toEqual({ id: "q", type: "next", payload });
    expect(await client.take()).toEqual({ id: "q", type: "complete" });
    // Its id is free again.
    client.send(subscribe("q", query));
    expect(await client.take()).toMatchObject({ type: "next" });
  });

  it.each([
    ["cannot be parsed", "{", "GRAPHQL_PARSE_FAILED"],
    ["is not valid", "{ nothing }", "GRAPHQL_VALIDATION_FAILED"],
    ["has several root fields", "subscription { lent { number } mine { number } }", "GRAPHQL_VALIDATION_FAILED"],
    ["asks for nothing that happens", "subscription { __typename }", "GRAPHQL_VALIDATION_FAILED"],
    [
      "has a condition at its root",
      "subscription($a: Boolean = true) { lent @skip(if: $a) { number } }",
      "GRAPHQL_VALIDATION_FAILED",
    ],
  ])("gets its errors in a message when it %s, and the connection stays", async (_what, query, code) => {
    await using client = await greeted(gateway.url);
    client.send(subscribe("1", query));
    expect(await client.take()).toMatchObject({ id: "1", type: "error", payload: [{ extensions: { code } }] });
    client.send(subscribe("1", "{ greeting }"));
    expect(await client.take()).toMatchObject({ type: "next" });
  });

  it("gets an error for variables that are wrong", async () => {
    await using client = await greeted(gateway.url);
    client.send(subscribe("1", "subscription($i: ID!) { lent(isbn: $i) { number } }"));
    expect(await client.take()).toMatchObject({ type: "error", payload: [{ extensions: { code: "BAD_USER_INPUT" } }] });
  });

  it("is refused past the number that a connection may have", async () => {
    await using client = await greeted(gateway.url);
    for (const id of ["1", "2", "3", "4"]) client.send(subscribe(id, LENT));
    expect(await client.take()).toMatchObject({
      id: "4",
      type: "error",
      payload: [{ extensions: { code: "TOO_MANY_SUBSCRIPTIONS", limit: 3 } }],
    });
  });
});

describe("a connection", () => {
  it("is answered pings with their payload, before it introduces itself too", async () => {
    await using client = await rawWebSocket(gateway.url);
    client.send({ type: "ping" });
    expect(await client.take()).toEqual({ type: "pong" });
    client.send({ type: "ping", payload: { at: 1 } });
    expect(await client.take()).toEqual({ type: "pong", payload: { at: 1 } });
    client.send({ type: "pong" });
    client.send({ type: "connection_init" });
    expect(await client.take()).toEqual({ type: "connection_ack" });
    client.send({ type: "complete", id: "never begun" });
    client.send({ type: "ping" });
    expect(await client.take()).toEqual({ type: "pong" });
  });

  it.each<[string, (string | object | Buffer)[], number, RegExp]>([
    ["speaks before it introduces itself", [subscribe("1", "{ greeting }")], 4401, /^Unauthorized$/],
    ["introduces itself twice", [{ type: "connection_init" }, { type: "connection_init" }], 4429, /Too many init/],
    ["sends no JSON", ["no"], 4400, /expected to be JSON/],
    ["sends no object", ["[]"], 4400, /expected to be an object/],
    ["sends an unknown type", [{ type: "start", id: "1" }], 4400, /'type' is unknown/],
    ["sends no type", [{}], 4400, /'type' is unknown/],
    ["sends bytes", [Buffer.from('{"type":"ping"}')], 4400, /expected to be text/],
    [
      "introduces itself by what no header can say",
      [{ type: "connection_init", payload: { Authorization: "ada\r\nx-reader: bob" } }],
      4400,
      /No header/,
    ],
    ["introduces itself by a list", [{ type: "connection_init", payload: [] }], 4400, /'payload'/],
    [
      "has no id",
      [{ type: "connection_init" }, { type: "subscribe", payload: { query: "{ greeting }" } }],
      4400,
      /'id'/,
    ],
    ["has an empty id", [{ type: "connection_init" }, subscribe("", "{ greeting }")], 4400, /'id'/],
    ["has no payload", [{ type: "connection_init" }, { type: "subscribe", id: "1" }], 4400, /'payload'/],
    ["completes nothing", [{ type: "complete" }], 4400, /'id'/],
    ["sends messages of servers", [{ type: "next", id: "1", payload: {} }], 4400, /'type' is unknown/],
    ["asks too much", ["x".repeat(70_000)], 1009, /^$/],
  ])("is closed when it %s", async (_what, messages, code, reason) => {
    await using client = await rawWebSocket(gateway.url);
    for (const message of messages) client.send(message);
    expect(await client.closed).toEqual({ code, reason: expect.stringMatching(reason) });
  });

  it("is closed when an operation is no request, and when an id is used twice", async () => {
    await using first = await greeted(gateway.url);
    first.send({ id: "1", type: "subscribe", payload: { query: 7 } });
    expect(await first.closed).toMatchObject({ code: 4400, reason: expect.stringMatching(/`query` must be a string/) });
    await using second = await greeted(gateway.url);
    second.send(subscribe("1", LENT));
    second.send(subscribe("1", LENT));
    expect(await second.closed).toEqual({ code: 4409, reason: "Subscriber for 1 already exists" });
    await loans.until(() => loans.open.streams === 0);
  });

  it("needs the protocol's name", async () => {
    for (const protocol of ["", "graphql-ws"]) {
      const client = new WebSocket(`${gateway.url.replace("http", "ws")}/graphql`, protocol === "" ? [] : [protocol]);
      const code = await new Promise((resolve) => {
        client.on("close", resolve).on("error", () => resolve("handshake"));
      });
      // `ws` itself breaks off when it asked for a protocol and got none.
      expect(code).toBe(protocol === "" ? 4406 : "handshake");
    }
  });

  it.each([
    ["no page", undefined, true],
    ["a page of its own", "self", true],
    ["a page of an origin that is allowed", "https://shop.example", true],
    ["a page of another origin", "https://evil.example", false],
    ["a page of nowhere", "null", false],
  ])("is opened by %s: %s, %s", async (_who, origin, allowed) => {
    await using open = await start({}, { http: { cors: { origins: ["https://shop.example"] } } });
    const headers: Record<string, string> =
      origin === undefined ? {} : { origin: origin === "self" ? open.url : origin };
    const opening = rawWebSocket(open.url, { headers });
    if (!allowed) {
      await expect(opening).rejects.toThrow(/403/);
      return;
    }
    await using client = await opening;
    client.send({ type: "connection_init" });
    expect(await client.take()).toEqual({ type: "connection_ack" });
  });

  it("is closed when it does not introduce itself in time, has nothing to do, or is old", async () => {
    await using impatient = await start({ initTimeout: 1 });
    await using silent = await rawWebSocket(impatient.url);
    expect(await silent.closed).toEqual({ code: 4408, reason: "Connection initialisation timeout" });
    await using brief = await start({ idleTimeout: 1 });
    await using idle = await greeted(brief.url);
    expect(await idle.closed).toMatchObject({ code: 1000 });
    await using fleeting = await start({ lifetime: 1 });
    await using old = await rawWebSocket(fleeting.url);
    expect(await old.closed).toMatchObject({ code: 1012 });
  });

  it("is closed when nobody can say who it is, and so is no other", async () => {
    const identity: IdentityProvider = {
      identify: ({ authorization }) =>
        authorization === "nonsense" ? Promise.reject(new Error("not expected")) : readers.identify({ authorization }),
    };
    await using fragile = await start({}, { identity });
    await using other = await greeted(fragile.url);
    await using client = await rawWebSocket(fragile.url);
    client.send({ type: "connection_init", payload: { authorization: "nonsense" } });
    expect(await client.closed).toEqual({ code: 4500, reason: "Internal server error" });
    other.send(subscribe("1", "{ greeting }"));
    expect(await other.take()).toMatchObject({ type: "next" });
  });

  it("ends when it answers no sign of life", async () => {
    await using lively = await start({ heartbeat: 10 });
    const dead = new WebSocket(`${lively.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
      autoPong: false,
    });
    expect(await new Promise((resolve) => dead.on("close", resolve))).toBe(1006);
  });

  it("is told to come back when the gateway ends", async () => {
    const ending = await start();
    await using client = await greeted(ending.url);
    await ending[Symbol.asyncDispose]();
    expect(await client.closed).toEqual({ code: 1012, reason: "Service restart" });
  });

  it("gets what was answered when the gateway ends, though it reads slowly", async () => {
    const long = "x".repeat(4 * 1024 * 1024);
    const ending = await start({ maxMessageBytes: 2 * long.length });
    const client = await greeted(ending.url);
    client.socket.pause();
    for (const id of ["1", "2", "3", "4"]) client.send(subscribe(id, `{ ${long}: greeting }`));
    const answered = /^graphql_operations_total\{type="query",outcome="ok"\} 4$/m;
    await vi.waitFor(async () => expect(await ending.metrics()).toMatch(answered), { timeout: 10_000 });
    const ended = ending[Symbol.asyncDispose]();
    await vi.waitFor(async () => expect((await fetch(`${ending.url}/health/ready`)).status).toBe(503));
    client.socket.resume();
    expect(await client.closed).toMatchObject({ code: 1012 });
    expect(client.messages.map(({ type }) => type).filter((type) => type === "complete")).toHaveLength(4);
    await ended;
  });

  it("is refused past the number of connections", async () => {
    await using small = await start({ maxConnections: 1 });
    await using first = await greeted(small.url);
    await using second = await rawWebSocket(small.url);
    expect(await second.closed).toEqual({ code: 1013, reason: "Try again later" });
    expect(first.messages).toHaveLength(1);
  });
});

describe("a request for a connection that is refused", () => {
  const refused = async (url: string) => {
    const { port, hostname } = new URL(url);
    const client = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    client.write("GET /nothing HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n");
    const [answer] = await once(client, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /);
    return client;
  };

  it("does not keep the gateway from its end when its client keeps the socket", async () => {
    const small = await start();
    const client = await refused(small.url);
    await small[Symbol.asyncDispose]();
    client.destroy();
  });

  it("breaks nothing when its client breaks it off", async () => {
    const client = await refused(gateway.url);
    client.resetAndDestroy();
    await once(client, "close");
    expect((await gateway.ask("{ greeting }")).data).toEqual({ greeting: "good day" });
  });
});

describe("who asks over a WebSocket", () => {
  it.each([
    ["in the payload", { authorization: "ada" }, {}],
    ["in the payload's headers", { headers: { Authorization: "ada" } }, {}],
    ["in the request's headers", undefined, { authorization: "ada" }],
    ["in the payload above the headers", { authorization: "ada" }, { authorization: "bob" }],
  ])("is told %s", async (_where, payload, headers) => {
    await using client = await greeted(gateway.url, payload, { headers });
    client.send(subscribe("1", "subscription { lent { book { shelf } } }"));
    await loans.until(() => loans.open.streams === 1);
    expect(loans.subscriptions.at(-1)?.extensions["authorization"]).toBe("Bearer token-of-ada");
    loans.publish("lent", loan(1));
    expect(await client.take()).toMatchObject({ payload: { data: { lent: { book: { shelf: "ada" } } } } });
    client.close();
    await loans.until(() => loans.open.streams === 0);
  });

  it("is nobody by a cookie", async () => {
    await using client = await greeted(gateway.url, { cookie: "ada" }, { headers: { cookie: "authorization=ada" } });
    client.send(subscribe("1", "subscription { lent { book { shelf } } }"));
    await loans.until(() => loans.open.streams === 1);
    expect(loans.subscriptions.at(-1)?.extensions["authorization"]).toBe("Bearer token-of-nobody");
    client.close();
    await loans.until(() => loans.open.streams === 0);
  });

  it("is refused at once, when they expire, and when they are sent away: nobody else is", async () => {
    const own = createReaders();
    await using strict = await start({ recheck: 10 }, { identity: own });
    own.sendAway("eve");
    await using eve = await rawWebSocket(strict.url);
    eve.send({ type: "connection_init", payload: { authorization: "eve" } });
    expect(await eve.closed).toEqual({ code: 4403, reason: "eve was sent away." });
    own.expiries.set("bob", Date.now() + 30);
    await using bob = await greeted(strict.url, { authorization: "bob" });
    expect(await bob.closed).toEqual({ code: 4403, reason: "The token has expired." });
    await using ada = await greeted(strict.url, { authorization: "ada" });
    await using cy = await greeted(strict.url, { authorization: "cy" });
    ada.send(subscribe("1", LENT));
    cy.send(subscribe("1", LENT));
    await loans.until(() => loans.open.streams === 2);
    own.sendAway("ada");
    expect(await ada.closed).toMatchObject({ code: 4403 });
    await loans.until(() => loans.open.streams === 1);
    loans.publish("lent", loan(3));
    expect(await cy.take()).toMatchObject({ type: "next" });
  });
});
