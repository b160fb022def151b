import { request } from "node:http";
import fc from "fast-check";
import { expect, it } from "vitest";
import { startGateway } from "../testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";

const METHODS = ["GET", "POST", "PUT", "QUERY", "DELETE", "PATCH", "OPTIONS", "HEAD"];
const TYPES = [
  "application/json",
  "application/graphql-response+json",
  "text/plain",
  "multipart/form-data",
  "nonsense",
  "",
];
const ACCEPTS = [
  "*/*",
  "application/json",
  "text/event-stream",
  "multipart/mixed;deferSpec=20220824",
  "text/html",
  ";;",
];
const QUERIES = [
  "{ books { title } }",
  "{ books {",
  "mutation { lend(isbn: 1) { isbn } }",
  "subscription { x }",
  "fragment",
  "",
];

/** Bodies that are nearly right, and those that are not. */
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
  fc
    .record(
      {
        query: fc.oneof(fc.constantFrom(...QUERIES), fc.string(), fc.jsonValue()),
        variables: fc.jsonValue(),
        operationName: fc.jsonValue(),
        documentId: fc.jsonValue(),
        extensions: fc.oneof(
          fc.jsonValue(),
          fc.record({ persistedQuery: fc.jsonValue(), explain: fc.jsonValue() }, { requiredKeys: [] }),
        ),
      },
      { requiredKeys: [] },
    )
    .map((body) => Buffer.from(JSON.stringify(body))),
);

const requests = fc.record({
  method: fc.constantFrom(...METHODS),
  path: fc.oneof(
    fc.constantFrom("/graphql", "/graphql/stream", "/supergraph", "/faults/books", "/callbacks/x"),
    fc.string().map((text) => `/graphql?query=${encodeURIComponent(text)}`),
    fc.constant("/graphql?query=%7Bbooks%7Btitle%7D%7D&variables=%5B"),
  ),
  type: fc.constantFrom(...TYPES),
  accept: fc.constantFrom(...ACCEPTS),
  authorization: fc.constantFrom("", "Bearer", "Bearer a.b.c", "Basic YQ==", "x".repeat(300)),
  body: bodies,
});

it("answers whatever is sent to it, never as if it were its own fault, and those who come after", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  await using gateway = await startGateway(librarySupergraph({ books: books.url, authors: authors.url }));
  await fc.assert(
    fc.asyncProperty(requests, async (sent) => {
      const status = await statusOf(gateway.url, sent);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 500 },
  );
  expect((await gateway.ask("{ books { title } }")).errors).toBeUndefined();
});

/** Some answers are streams without end: their status is enough. */
function statusOf(url: string, { method, path, type, accept, authorization, body }: Sent): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const headers = {
    accept,
    "content-length": body.length,
    "apollo-require-preflight": "1",
    ...(type !== "" && { "content-type": type }),
    ...(authorization !== "" && { authorization }),
  };
  const client = request(`${url}${path}`, { method, headers, agent: false }, (response) => {
    resolve(response.statusCode ?? 0);
    response.destroy();
  });
  client.on("error", reject);
  client.end(body);
  return promise;
}

type Sent = typeof requests extends fc.Arbitrary<infer Value> ? Value : never;
