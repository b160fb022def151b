import { afterAll, beforeAll, expect, it } from "vitest";
import { startGateway, type TestGateway } from "./testing/gateway.ts";
import { librarySupergraph, startBooks } from "./testing/library.ts";
import type { TestSubgraph } from "./testing/subgraph.ts";
import { greeted } from "./testing/web-socket.ts";

const ONE_OBJECT = "{ book(isbn: 1) { title } }";

let books: TestSubgraph;
let sdl: string;
let trusting: TestGateway;
beforeAll(async () => {
  books = await startBooks();
  sdl = librarySupergraph({ books: books.url, authors: books.url });
  trusting = await start(["loopback"]);
});
afterAll(async () => {
  for (const part of [trusting, books]) await part?.[Symbol.asyncDispose]();
});

const start = (trustedProxies: readonly string[]) =>
  startGateway(sdl, { trustedProxies, guards: { cost: { perMinute: 1 } } });

const from = (address: string) => ({ headers: { "x-forwarded-for": address } });

async function statusesOver(gateway: TestGateway, addresses: readonly string[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const address of addresses) statuses.push((await gateway.ask(ONE_OBJECT, from(address))).status);
  return statuses;
}

it("each client behind a proxy that is trusted has a budget of its own, whatever else it writes", async () => {
  const addresses = ["192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.3, 192.0.2.2"];
  expect(await statusesOver(trusting, addresses)).toEqual([200, 200, 429, 429]);
});

it("it has the same over a WebSocket", async () => {
  await statusesOver(trusting, ["192.0.2.11"]);
  const outcomes: unknown[] = [];
  for (const address of ["192.0.2.11", "192.0.2.12"]) {
    await using client = await greeted(trusting.url, undefined, from(address));
    client.send({ id: "1", type: "subscribe", payload: { query: ONE_OBJECT } });
    outcomes.push(await client.take());
  }
  expect(outcomes).toMatchObject([
    { type: "error", payload: [{ extensions: { code: "RATE_LIMITED" } }] },
    { type: "next", payload: { data: { book: { title: "Pickwick" } } } },
  ]);
});

it("nobody's word is taken for an address unless a proxy is trusted", async () => {
  await using gateway = await start([]);
  expect(await statusesOver(gateway, ["192.0.2.1", "192.0.2.2"])).toEqual([200, 429]);
});
