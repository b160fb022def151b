import type { AddressInfo } from "node:net";
import { systemClock } from "@threefold/upstream";
import { afterEach, expect, it } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { Moments } from "../../testing/moments.ts";
import { UPSTREAM_DEFAULTS } from "../settings.ts";
import { followUpstream, type UpstreamEnd, type UpstreamEvent } from "./follow.ts";
import { createWebSocketUpstream } from "./websocket.ts";

// Subgraphs that speak something else than they should, at the wire.

const MAX_BYTES = 5_000;
const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0).reverse()) close();
});

interface Message {
  readonly type: string;
  readonly id: string;
}

/** What a subgraph does with a message, on its connection of this number from 0. */
type Play = (message: Message, socket: WebSocket, connection: number) => void;

const send = (socket: WebSocket, message: object) => socket.send(JSON.stringify(message));
const event = (id: string, number: number) => ({
  id,
  type: "next",
  payload: { data: { number }, extensions: { eventId: `event-${number}` } },
});

/** As it should be, but for what comes after the first subscription. */
const proper =
  (then: (socket: WebSocket, id: string) => void): Play =>
  (message, socket, connection) => {
    if (message.type === "connection_init") send(socket, { type: "connection_ack" });
    if (message.type !== "subscribe") return;
    send(socket, event(message.id, connection + 1));
    if (connection === 0) then(socket, message.id);
  };

/** Follows a stream of a subgraph, and remembers all that came of it. */
async function follow(play: Play, { autoPong = true, heartbeat = 60_000 } = {}) {
  const moments = new Moments();
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", autoPong });
  const closes: number[] = [];
  const subscriptions: unknown[] = [];
  let connections = 0;
  server.on("connection", (socket) => {
    const connection = connections;
    connections += 1;
    socket.on("message", (data) => {
      const message = JSON.parse(data.toString());
      if (message.type === "subscribe") subscriptions.push(message.payload.extensions.afterEventId);
      play(message, socket, connection);
    });
    socket.on("close", (code) => {
      closes.push(code);
      moments.changed();
    });
  });
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const settings = { ...UPSTREAM_DEFAULTS, heartbeat };
  const upstream = createWebSocketUpstream({
    subgraph: "strange",
    url,
    settings,
    maxMessageBytes: MAX_BYTES,
    clock: systemClock,
  });
  const events: UpstreamEvent[] = [];
  const ends: UpstreamEnd[] = [];
  const leave = followUpstream({
    subgraph: "strange",
    upstream,
    request: async (afterEventId) => ({
      body: '{"query":"subscription { number }"}',
      afterEventId,
      traceparent: "00-1-1-01",
      headers: {},
      identityKey: "",
    }),
    onBegun() {},
    onEvent(came) {
      events.push(came);
      moments.changed();
    },
    onEnd(end) {
      ends.push(end);
      moments.changed();
    },
    clock: systemClock,
    random: () => 0,
  });
  open.push(
    () => {
      for (const client of server.clients) client.terminate();
      server.close();
    },
    () => upstream.close(),
    leave,
  );
  return {
    events,
    closes,
    subscriptions,
    until: (condition: () => boolean) => moments.until(condition),
    async end(): Promise<UpstreamEnd | undefined> {
      await moments.until(() => ends.length > 0);
      return ends[0];
    },
  };
}

const failed = (code: string) => ({ kind: "failed", failure: { extensions: { code, serviceName: "strange" } } });
const acknowledging = (message: object | string | Buffer): Play => {
  const text = typeof message === "string" || Buffer.isBuffer(message) ? message : JSON.stringify(message);
  return (_message, socket) => socket.send(text);
};

it.each<[string, Play]>([
  ["no JSON", acknowledging("hello")],
  ["bytes", acknowledging(Buffer.from('{"type":"connection_ack"}'))],
  ["a message of another protocol", acknowledging({ type: "ka" })],
  ["an event before the connection is acknowledged", acknowledging(event("1", 1))],
])("%s in place of an acknowledgement is answered with 4004, and ends the stream", async (_what, play) => {
  const stream = await follow(play);
  expect(await stream.end()).toMatchObject(failed("SUBREQUEST_MALFORMED_RESPONSE"));
  await stream.until(() => stream.closes.length > 0);
  expect(stream.closes).toEqual([4004]);
});

it.each<[string, object | string | Buffer]>([
  ["no JSON", "hello"],
  ["bytes", Buffer.from("{}")],
  ["no object", "[]"],
  ["a message of no known type", { type: "data", id: "1", payload: {} }],
  ["an event of no stream", { type: "next", payload: {} }],
  ["an event without a response", { type: "next", id: "1" }],
  ["a response that is none", { type: "next", id: "1", payload: "hello" }],
  ["errors that are none", { type: "error", id: "1", payload: { message: "hello" } }],
])("%s in a stream is answered with 4004, and the stream read on over another connection", async (_what, message) => {
  const text = typeof message === "string" || Buffer.isBuffer(message) ? message : JSON.stringify(message);
  const stream = await follow(proper((socket) => socket.send(text)));
  await stream.until(() => stream.events.length === 2 && stream.closes.length === 1);
  expect(stream.closes).toEqual([4004]);
  expect(stream.subscriptions).toEqual([undefined, "event-1"]);
  expect(stream.events).toMatchObject([
    { payload: { data: { number: 1 } }, reconnected: false },
    { payload: { data: { number: 2 } }, reconnected: true },
  ]);
});

it.each<[string, (socket: WebSocket) => void]>([
  ["is closed as if all were well", (socket) => socket.close(1000)],
  ["is closed because the subgraph goes", (socket) => socket.close(1001)],
  ["breaks", (socket) => socket.terminate()],
])("a stream whose connection %s, without a word of its end, is read on", async (_what, then) => {
  const stream = await follow(proper(then));
  await stream.until(() => stream.events.length === 2);
  expect(stream.subscriptions).toEqual([undefined, "event-1"]);
});

it("a connection that answers no ping is cut off, and its stream read on", async () => {
  const stream = await follow(
    proper(() => {}),
    { autoPong: false, heartbeat: 20 },
  );
  await stream.until(() => stream.events.length === 2);
  expect(stream.closes[0]).toBe(1006);
  expect(stream.subscriptions.slice(0, 2)).toEqual([undefined, "event-1"]);
});

it.each<[string, (socket: WebSocket, id: string) => void, object]>([
  [
    "an event that is too large: it would be so again",
    (socket, id) => send(socket, { id, type: "next", payload: { data: "x".repeat(MAX_BYTES) } }),
    failed("SUBREQUEST_MALFORMED_RESPONSE"),
  ],
  ["a connection closed as forbidden", (socket) => socket.close(4403, "Forbidden"), failed("SUBREQUEST_HTTP_ERROR")],
  [
    "errors",
    (socket, id) => send(socket, { id, type: "error", payload: [{ message: "No more." }] }),
    { kind: "errors", errors: [{ message: "No more." }] },
  ],
  ["its completion", (socket, id) => send(socket, { id, type: "complete" }), { kind: "complete" }],
])("a stream ends for good with %s", async (_what, then, end) => {
  const stream = await follow(proper(then));
  expect(await stream.end()).toMatchObject(end);
  expect(stream.events).toHaveLength(1);
  expect(stream.subscriptions).toHaveLength(1);
});

it("what is said of other streams is not heard", async () => {
  const stream = await follow(
    proper((socket, id) => {
      for (const other of [event("7", 66), { id: "7", type: "complete" }, { id: "7", type: "error", payload: [] }])
        send(socket, other);
      send(socket, event(id, 2));
    }),
  );
  await stream.until(() => stream.events.length === 2);
  expect(stream.events).toMatchObject([{ payload: { data: { number: 1 } } }, { payload: { data: { number: 2 } } }]);
});
