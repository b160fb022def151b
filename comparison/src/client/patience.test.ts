import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, describe, expect, test } from "vitest";
import { Stopped } from "../stopped.ts";
import { ask } from "../system/ask.ts";
import { createHttpClient, type HttpClient } from "./http.ts";
import { createHttp2Client } from "./http2.ts";
import { withPatience } from "./patience.ts";
import { openStream } from "./stream.ts";

/** Accepts, and says what it is told to: nothing, or the beginning of a stream. */
let says = "";
const server = createServer((socket) => {
  socket.on("error", () => {});
  socket.write(says);
}).listen(0, "127.0.0.1");
await once(server, "listening");
const open = new Set<{ destroy(): void }>();
server.on("connection", (socket) => open.add(socket));
afterAll(() => {
  for (const socket of open) socket.destroy();
  server.close();
});

const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/things`;
const call = { method: "GET", url, headers: {} } as const;

async function send(client: HttpClient): Promise<unknown> {
  using one = client;
  return await one.send(call, 1);
}

const follow = (client = createHttpClient()) =>
  openStream(client, call, { depth: 1, steady: (text) => text, onNews: (data) => data, onClosed: () => {} });

describe.each([
  ["HTTP/1.1", () => send(createHttpClient())],
  ["HTTP/2", () => send(createHttp2Client())],
  ["a stream", () => follow()],
  ["a stream over HTTP/2", () => follow(createHttp2Client())],
  ["JSON of the system", () => ask(url)],
])("a server that accepts and stays silent, asked by %s", (_, work) => {
  test("is told of by its request, when it has been waited for", async () => {
    await expect(withPatience({ silenceMs: 20 }, work)).rejects.toThrow(`GET ${url}: nothing came for 0.02 s`);
  });

  test("holds nobody who stops the run", async () => {
    const stopping = new AbortController();
    const connected = once(server, "connection");
    const refused = expect(withPatience({ signal: stopping.signal }, work)).rejects.toBeInstanceOf(Stopped);
    await connected;
    stopping.abort();
    await refused;
  });
});

test("a stream that has begun and falls silent is told of where its next event is waited for", async () => {
  says = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: 1\n\n";
  const following = withPatience({ silenceMs: 20 }, async () => {
    const news = await follow();
    expect(await news.next()).toBe(1);
    return news.next();
  });
  await expect(following).rejects.toThrow(`GET ${url}: nothing came for 0.02 s`);
});
