import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestGateway } from "../../testing/gateway.ts";
import { loan } from "../../testing/lending.ts";
import { type Lending, startLending, subscribe } from "../../testing/lending-gateway.ts";
import { greeted, rawWebSocket } from "../../testing/web-socket.ts";

const LENT = "subscription { lent { number book { title } } }";

let lending: Lending;
let gateway: TestGateway;
beforeAll(async () => {
  lending = await startLending();
  gateway = await lending.start({ maxMessageBytes: 64 * 1024, maxPerConnection: 3 });
});
afterAll(async () => {
  for (const part of [gateway, lending]) await part[Symbol.asyncDispose]();
});

describe("an operation over a WebSocket", () => {
  it("is a subscription: each event with what other subgraphs know of it, and its end", async () => {
    await using client = await greeted(gateway.url);
    client.send(subscribe("1", LENT));
    await lending.loans.until(() => lending.loans.open.streams === 1);
    lending.loans.publish("lent", loan(7));
    expect(await client.take()).toEqual({
      id: "1",
      type: "next",
      payload: { data: { lent: { number: 7, book: { title: "Title b7" } } } },
    });
    client.send({ id: "1", type: "complete" });
    await lending.loans.until(() => lending.loans.open.streams === 0);
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
    await lending.loans.until(() => lending.loans.open.streams === 0);
  });
});
