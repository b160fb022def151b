import { afterAll, beforeAll, expect, it } from "vitest";
import { startGateway, type TestGateway } from "../testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";
import type { TestSubgraph } from "../testing/subgraph.ts";

let books: TestSubgraph;
let authors: TestSubgraph;
let development: TestGateway;
let production: TestGateway;
beforeAll(async () => {
  books = await startBooks();
  authors = await startAuthors();
  const supergraph = librarySupergraph({ books: books.url, authors: authors.url });
  development = await startGateway(supergraph, { faults: true });
  production = await startGateway(supergraph);
});
afterAll(async () => {
  for (const part of [development, production, books, authors]) await part?.[Symbol.asyncDispose]();
});

const JOINED = "{ books { title author { name } } }";
const codes = async (gateway: TestGateway, fault?: string) => {
  const headers: Record<string, string> = fault === undefined ? {} : { "x-threefold-fault": fault };
  const { errors = [] } = await gateway.ask(JOINED, { headers });
  return [...new Set(errors.map(({ extensions }) => `${extensions["serviceName"]} ${extensions["code"]}`))];
};

it("a fault holds for one request that asks for it", async () => {
  expect(await codes(development, "authors=absent")).toEqual(["authors SUBREQUEST_HTTP_ERROR"]);
  expect(await codes(development, "authors=slow:1, books=failing:500")).toEqual(["books SUBREQUEST_HTTP_ERROR"]);
  expect(await codes(development)).toEqual([]);
});

it("a fault holds until told otherwise when it is put", async () => {
  const url = `${development.url}/faults/books`;
  const put = await fetch(url, {
    method: "PUT",
    // As curl -d sends it.
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "failing:500",
  });
  expect(await put.json()).toEqual({ books: "failing:500" });
  expect(await codes(development)).toEqual(["books SUBREQUEST_HTTP_ERROR"]);
  expect(await (await fetch(url, { method: "DELETE" })).json()).toEqual({});
  expect(await codes(development)).toEqual([]);
});

it.each([
  ["an unknown subgraph", "films", "absent", 404, 'There is no subgraph "films"'],
  ["an unknown fault", "books", "sleepy", 400, "A fault is one of slow:MS, failing, failing:STATUS, hanging or absent"],
])("%s is refused", async (_case, subgraph, fault, status, title) => {
  const response = await fetch(`${development.url}/faults/${subgraph}`, { method: "PUT", body: fault });
  expect({ status: response.status, ...((await response.json()) as object) }).toMatchObject({ status, title });
});

it.each(["books", "books=", "=absent", "books=slow", "books=slow:x", "books=failing:200", "books=slow:100000"])(
  "a header that names no fault is refused: %j",
  async (fault) => {
    const { status, errors } = await development.ask(JOINED, { headers: { "x-threefold-fault": fault } });
    expect({ status, message: errors?.[0]?.message }).toEqual({
      status: 400,
      message: expect.stringContaining("x-threefold-fault is wrong: expected SUBGRAPH=FAULT"),
    });
  },
);

it("in production nothing of this is there", async () => {
  expect(await codes(production, "authors=absent")).toEqual([]);
  expect((await fetch(`${production.url}/faults`)).status).toBe(404);
  expect((await fetch(`${production.url}/faults/books`, { method: "PUT", body: "absent" })).status).toBe(404);
});

it("a client may shorten the time that its operation has, and not lengthen it", async () => {
  await production.ask(JOINED, { headers: { "x-deadline-ms": "2000" } });
  expect(Number(books.requests.at(-1)?.headers["x-deadline-ms"])).toBeLessThanOrEqual(2_000);
  await production.ask(JOINED, { headers: { "x-deadline-ms": "999999" } });
  const left = Number(books.requests.at(-1)?.headers["x-deadline-ms"]);
  expect(left > 2_000 && left <= 10_000).toBe(true);
});

it("clients in a hurry cannot have a subgraph cut off from the others", async () => {
  const headers = { "x-deadline-ms": "5", "x-threefold-fault": "books=hanging" };
  for (let i = 0; i < 25; i++) {
    const { errors } = await development.ask(JOINED, { headers });
    expect(errors?.[0]?.extensions["code"]).toBe("GATEWAY_TIMEOUT");
  }
  expect(await codes(development)).toEqual([]);
});
