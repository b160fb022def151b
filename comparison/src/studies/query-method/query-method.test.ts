import { expect, test } from "vitest";
import type { Exchange } from "../../client/exchange.ts";
import type { HttpCall, HttpClient } from "../../client/http.ts";
import { httpCache } from "../http-cache.ts";

test("a cache keeps what QUERY was answered under its body too, and what POST was answered not at all", async () => {
  const asked: HttpCall[] = [];
  const origin: HttpClient = {
    async send(call) {
      asked.push(call);
      return { ...ANSWER, method: call.method, url: call.url, text: call.body ?? "" };
    },
    [Symbol.dispose]: () => {},
  };
  const cache = httpCache(origin, { shared: true, now: () => 0 });
  const send = async (method: HttpCall["method"], body: string) =>
    (await cache.send({ method, url: "http://shop/graphql", headers: {}, body }, 1)).text;
  for (const body of ["lamp", "chair", "lamp", "chair"]) expect(await send("QUERY", body)).toBe(body);
  expect(asked.map(({ body }) => body)).toEqual(["lamp", "chair"]);
  await send("POST", "lamp");
  await send("POST", "lamp");
  expect(asked).toHaveLength(4);
});

const ANSWER: Exchange = {
  method: "QUERY",
  url: "",
  status: 200,
  sent: { head: 0, body: 0 },
  received: { head: 0, body: 0 },
  headers: { "cache-control": "public, max-age=60" },
  text: "",
  depth: 1,
  sentAt: 0,
  endedAt: 0,
};
