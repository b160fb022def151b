import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import type { IdentityProvider } from "../../identity/identity.ts";
import type { TestGateway } from "../../testing/gateway.ts";
import { type Lending, startLending, subscribe } from "../../testing/lending-gateway.ts";
import { greeted, rawWebSocket } from "../../testing/web-socket.ts";

let lending: Lending;
let gateway: TestGateway;
beforeAll(async () => {
  lending = await startLending();
  gateway = await lending.start();
});
afterAll(async () => {
  for (const part of [gateway, lending]) await part[Symbol.asyncDispose]();
});

describe("a connection", () => {
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
    await using open = await lending.start({}, { http: { cors: { origins: ["https://shop.example"] } } });
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
    await using impatient = await lending.start({ initTimeout: 1 });
    await using silent = await rawWebSocket(impatient.url);
    expect(await silent.closed).toEqual({ code: 4408, reason: "Connection initialisation timeout" });
    await using brief = await lending.start({ idleTimeout: 1 });
    await using idle = await greeted(brief.url);
    expect(await idle.closed).toMatchObject({ code: 1000 });
    await using fleeting = await lending.start({ lifetime: 1 });
    await using old = await rawWebSocket(fleeting.url);
    expect(await old.closed).toMatchObject({ code: 1012 });
  });

  it("is closed when nobody can say who it is, and so is no other", async () => {
    const identity: IdentityProvider = {
      identify: ({ authorization }) =>
        authorization === "nonsense"
          ? Promise.reject(new Error("not expected"))
          : lending.readers.identify({ authorization }),
    };
    await using fragile = await lending.start({}, { identity });
    await using other = await greeted(fragile.url);
    await using client = await rawWebSocket(fragile.url);
    client.send({ type: "connection_init", payload: { authorization: "nonsense" } });
    expect(await client.closed).toEqual({ code: 4500, reason: "Internal server error" });
    other.send(subscribe("1", "{ greeting }"));
    expect(await other.take()).toMatchObject({ type: "next" });
  });

  it("ends when it answers no sign of life", async () => {
    await using lively = await lending.start({ heartbeat: 10 });
    const dead = new WebSocket(`${lively.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
      autoPong: false,
    });
    expect(await new Promise((resolve) => dead.on("close", resolve))).toBe(1006);
  });

  it("is told to come back when the gateway ends", async () => {
    const ending = await lending.start();
    await using client = await greeted(ending.url);
    await ending[Symbol.asyncDispose]();
    expect(await client.closed).toEqual({ code: 1012, reason: "Service restart" });
  });

  it("gets what was answered when the gateway ends, though it reads slowly", async () => {
    const long = "x".repeat(4 * 1024 * 1024);
    const ending = await lending.start({ maxMessageBytes: 2 * long.length });
    const client = await greeted(ending.url);
    client.socket.pause();
    for (const id of ["1", "2", "3", "4"]) client.send(subscribe(id, `{ ${long}: greeting }`));
    const answered = /^graphql_operations_total\{type="query",outcome="ok"\} 4$/m;
    await vi.waitFor(async () => expect(await ending.metrics()).toMatch(answered), { timeout: 10_000 });
    const ended = ending[Symbol.asyncDispose]();
    await vi.waitFor(async () => expect((await fetch(`${ending.url}/health/ready`)).status).toBe(503), 10_000);
    client.socket.resume();
    expect(await client.closed).toMatchObject({ code: 1012 });
    expect(client.messages.map(({ type }) => type).filter((type) => type === "complete")).toHaveLength(4);
    await ended;
  });

  it("is refused past the number of connections", async () => {
    await using small = await lending.start({ maxConnections: 1 });
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
    const small = await lending.start();
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
