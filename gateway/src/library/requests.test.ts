import type { IncomingHttpHeaders } from "node:http";
import { ApolloServer } from "@apollo/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createGateway, type Gateway, type GatewayRequest } from "../index.ts";
import { librarySupergraph, startBooks } from "../testing/library.ts";
import type { TestSubgraph } from "../testing/subgraph.ts";

const ONE_OBJECT = "{ book(isbn: 1) { title } }";

let books: TestSubgraph;
let gateway: Gateway;
let server: ApolloServer<{ address?: string }>;
beforeAll(async () => {
  books = await startBooks();
  gateway = createGateway({
    supergraph: librarySupergraph({ books: books.url, authors: books.url }),
    guards: { cost: { perMinute: 1 } },
    addressOf: ({ "x-real-ip": written }, contextValue) =>
      typeof written === "string" ? written : (contextValue as { address?: string } | undefined)?.address,
  });
  server = new ApolloServer({ gateway });
});
afterAll(async () => {
  await server?.stop();
  await books?.[Symbol.asyncDispose]();
});

const codeOf = (errors: readonly { extensions?: Readonly<Record<string, unknown>> }[] | undefined) =>
  errors?.[0]?.extensions?.["code"] ?? "answered";

async function twice(ask: () => Promise<unknown>): Promise<unknown[]> {
  return [await ask(), await ask()];
}

it.each([
  ["where it is not known", {}],
  ["as the code that asks says it", { clientAddress: "192.0.2.1" }],
  ["as a header says it that addressOf believes", { headers: { "X-Real-IP": "192.0.2.2" } }],
])("each client's address has a budget of its own: %s", async (_how, from) => {
  const ask = async () => codeOf((await gateway.execute({ document: ONE_OBJECT, ...from })).errors);
  expect(await twice(ask)).toEqual(["answered", "RATE_LIMITED"]);
});

it("so it has in Apollo Server, by what the server's context knows", async () => {
  const ask = async () => {
    const { body } = await server.executeOperation({ query: ONE_OBJECT }, { contextValue: { address: "192.0.2.3" } });
    return body.kind === "single" && codeOf(body.singleResult.errors);
  };
  expect(await twice(ask)).toEqual(["answered", "RATE_LIMITED"]);
});

it("a request's id goes on to subgraphs when it is well formed, and else a new one", async () => {
  const sent = async (id: string, clientAddress: string) => {
    await gateway.execute({ document: ONE_OBJECT, headers: { "x-request-id": id }, clientAddress });
    return books.requests.at(-1)?.headers["x-request-id"];
  };
  expect(await sent("request-0001", "192.0.2.4")).toBe("request-0001");
  expect(await sent("a".repeat(10_000), "192.0.2.5")).toMatch(/^[0-9a-f-]{36}$/);
});

it.each<[string, string, string]>([
  ["a document that is none", '{ "document": {} }', "`document` must be a document, as text or parsed."],
  ["no document", '{ "document": null }', "The request needs a `document`, or the `hash` of one."],
  ["a document under another name", '{ "query": "{ books { isbn } }" }', "The request needs a `document`"],
  ["variables as text", '{ "document": "{ books { isbn } }", "variables": "{}" }', "`variables` must be an object"],
])("what no client could ask for either is refused, and nothing is thrown: %s", async (_what, request, message) => {
  const { errors } = await gateway.execute(JSON.parse(request));
  expect(errors).toEqual([{ message: expect.stringContaining(message), extensions: { code: "BAD_REQUEST" } }]);
});

it("what a client sent may be handed on as it came: null is nothing, and headers are Node's or fetch's", async () => {
  const body = { variables: null, operationName: null, extensions: null };
  const ask = async (headers: GatewayRequest["headers"]) => {
    const { data } = await gateway.execute({ document: "query A { refused }", ...body, headers, signal: null });
    return [data, books.requests.at(-1)?.headers["x-request-id"]];
  };
  const incoming: IncomingHttpHeaders = { "x-request-id": "request-0002", "x-real-ip": "192.0.2.6", cookie: undefined };
  expect(await ask(incoming)).toEqual([{ refused: null }, "request-0002"]);
  const fetched = new Headers({ "X-Request-Id": "request-0003", "X-Real-IP": "192.0.2.7" });
  expect(await ask(fetched)).toEqual([{ refused: null }, "request-0003"]);
});
