import { once } from "node:events";
import { createHttpServer, serve } from "@threefold/http-server";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { addWebSocket } from "./websocket.ts";

/** Milliseconds that a process has to end. */
const DRAIN = 10_000;

test("a subgraph ends, though a client that is connected has stopped reading", { timeout: DRAIN }, async () => {
  const metrics = createMetrics();
  const app = createHttpServer({ logger: createLogger({ name: "test", level: "silent" }), metrics });
  const nothing = { read: () => ({ errors: [] }), subscribe: async () => ({}), callerOf: () => Promise.reject() };
  addWebSocket(app, nothing);
  const { url, close } = await serve(app, { host: "127.0.0.1", port: 0, metrics });
  const client = new WebSocket(`${url.replace(/^http/, "ws")}/graphql`, "graphql-transport-ws");
  await once(client, "open");
  client.pause();
  await close();
  client.resume();
  const [code] = await once(client, "close");
  expect(code).toBe(1001);
});
