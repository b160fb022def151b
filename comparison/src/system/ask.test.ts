import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { ask } from "./ask.ts";

const answers: Readonly<Record<string, [status: number, body: string]>> = {
  "/problem": [504, JSON.stringify({ type: "https://example/late", title: "A service is late", status: 504 })],
  "/page": [502, "<h1>Bad gateway</h1>"],
  "/text": [200, "It works"],
};
const server = createServer(({ url = "" }, response) => {
  const [status, body] = answers[url] ?? [404, "{}"];
  response.writeHead(status).end(body);
}).listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => void server.close());
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

test("what did not work is told in a line that people read, not as the beginning of a body", async () => {
  await expect(ask(`${origin}/problem`)).rejects.toThrow(`${origin}/problem answered 504: A service is late`);
  await expect(ask(`${origin}/page`)).rejects.toThrow(`${origin}/page answered 502: <h1>Bad gateway</h1>`);
  await expect(ask(`${origin}/text`)).rejects.toThrow(`${origin}/text answered no JSON: It works`);
});
