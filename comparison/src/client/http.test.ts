import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createHttpClient } from "./http.ts";

/** Answers once on each connection, and ends it when it is asked again: as a server that has just become tired of it. */
async function startTired(): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((socket) => {
    let times = 0;
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      asked.push(chunk.toString().split(" ", 1)[0] ?? "");
      if (times++ > 0) socket.resetAndDestroy();
      else socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}

test("what only reads is sent again when its kept connection has just been ended", async () => {
  const { url, asked } = await startTired();
  using client = createHttpClient();
  const get = () => client.send({ method: "GET", url, headers: {} }, 1);
  await get();
  expect(await get()).toMatchObject({ status: 200, text: "{}" });
  expect(asked).toEqual(["GET", "GET", "GET"]);
});

test("what may change something is not", async () => {
  const { url, asked } = await startTired();
  using client = createHttpClient();
  await client.send({ method: "GET", url, headers: {} }, 1);
  const post = client.send({ method: "POST", url, headers: {}, body: "{}" }, 1);
  await expect(post).rejects.toThrow(`POST ${url}: `);
  expect(asked).toEqual(["GET", "POST"]);
});
