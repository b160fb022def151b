import { createServer } from "node:http";
import { setImmediate } from "node:timers/promises";
import { partCoder } from "@threefold/http-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apart } from "./apart.ts";
import { type Exchange, PENDING } from "./exchange.ts";
import { createHttpClient } from "./http.ts";
import { inOrder } from "./in-order.ts";

const PARTS = ['{"data":{},"hasNext":true}', '{"incremental":[],"hasNext":true}', '{"hasNext":false}'];
const WRITES = ["--graphql", ...PARTS.map((part) => `\r\ncontent-type: application/json\r\n\r\n${part}\r\n--graphql`)];
const ALONE = [WRITES.slice(0, 2).join(""), ...WRITES.slice(2), "--\r\n"];

/** Sends the same text in the pieces that a request names. */
const server = createServer(async (request, response) => {
  response.writeHead(200, { "content-type": 'multipart/mixed;boundary="graphql"', "content-encoding": "gzip" });
  const coder = partCoder("gzip");
  const pieces = request.url === "/together" ? [ALONE.slice(0, 2).join(""), ALONE.slice(2).join("")] : ALONE;
  for (const piece of pieces) {
    response.write(await coder.encode(piece));
    await setImmediate();
  }
  response.end(await coder.end());
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

test("parts that leave together are counted as if each had left by itself", async () => {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  using client = createHttpClient();
  const ask = (path: string) => client.send({ method: "GET", url: `http://127.0.0.1:${port}${path}`, headers: {} }, 1);
  const [alone, together] = [await ask("/alone"), await ask("/together")];
  expect(together.text).toBe(alone.text);
  expect(together.received).not.toEqual(alone.received);
  expect((await apart(alone)).received).toEqual(alone.received);
  expect((await apart(together)).received).toEqual(alone.received);
});

test("what is deferred is counted in one order, whichever was ready first", () => {
  const answer = (...parts: string[]): Exchange => ({
    ...PENDING,
    headers: { "content-type": 'multipart/mixed;boundary="graphql"' },
    text: [
      "--graphql",
      ...parts.map((part) => `\r\ncontent-type: application/json\r\n\r\n${part}\r\n--graphql`),
      "--\r\n",
    ].join(""),
  });
  const first = '{"data":{"a":1},"hasNext":true}';
  const [long, short] = [
    '{"incremental":[{"data":{"long":"of many words"},"path":[]}]',
    '{"incremental":[{"data":{"b":2},"path":[]}]',
  ];
  const [one, other] = [
    answer(first, `${long},"hasNext":true}`, `${short},"hasNext":false}`),
    answer(first, `${short},"hasNext":true}`, `${long},"hasNext":false}`),
  ];
  expect(inOrder(one)).toEqual(inOrder(other));
  expect([one.text, other.text]).toContain(inOrder(one).text);
  const alone = answer(first, `${long},"hasNext":false}`);
  expect(inOrder(alone)).toEqual(alone);
});
