import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type TestServer } from "./testing/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const HELLO = "query Hello($name: String) { hello(name: $name) }";

describe("a query is answered", () => {
  it("by POST", async () => {
    const { data } = await server.post({ query: HELLO, variables: { name: "Ada" }, operationName: "Hello" });
    expect(data).toEqual({ hello: "hello Ada" });
  });

  it("by GET, its variables as JSON", async () => {
    const { data } = await server.get({ query: HELLO, variables: '{"name":"Ada"}', operationName: "" });
    expect(data).toEqual({ hello: "hello Ada" });
  });

  it("by QUERY, which changes nothing", async () => {
    const headers = { "content-type": "application/json" };
    const query = (text: string) => server.send({ method: "QUERY", headers, body: JSON.stringify({ query: text }) });
    expect((await query("{ hello }")).data).toEqual({ hello: "hello world" });
    expect(await query("mutation { add }")).toMatchObject({ status: 405 });
  });

  it("by the identifier of its document", async () => {
    await server.post({ documentId: "sha256:00" });
    expect(server.executed.at(-1)).toMatchObject({ documentId: "sha256:00", query: undefined });
    await server.get({ documentId: "sha256:00" });
    expect(server.executed.at(-1)).toMatchObject({ documentId: "sha256:00", queriesOnly: true });
  });

  it("whatever else stands beside it, names of objects' own among them", async () => {
    const body = '{"query":"{ hello }","__proto__":{"query":"{ broken }"},"constructor":1,"variables":{"__proto__":1}}';
    expect((await server.post(body)).data).toEqual({ hello: "hello world" });
  });
});

it("a mutation by GET gets 405 and the method that it needs", async () => {
  const { status, headers } = await server.get({ query: "mutation { add }" });
  expect({ status, allow: headers.get("allow") }).toEqual({ status: 405, allow: "POST" });
});

describe("what is wrong is named", () => {
  it.each<[string, unknown, string]>([
    ["nothing", "", "The body is empty."],
    ["no JSON", "{", "The body is not JSON."],
    ["no object", "7", "The body must be a JSON object."],
    ["a list, where none is taken", [{ query: "{ hello }" }], "Several operations in one body (batching)"],
    ["no query", { variables: {} }, "The request needs a non-empty `query`, a `documentId`"],
    ["an empty query", { query: "" }, "The request needs a non-empty `query`"],
    ["a query that is no string", { query: { kind: "Document" } }, "`query` must be a string, not an object."],
    [
      "variables that are a string",
      { query: "{ hello }", variables: "{}" },
      "`variables` must be an object, not a string.",
    ],
    ["variables that are a list", { query: "{ hello }", variables: [] }, "`variables` must be an object, not a list."],
    [
      "extensions that are a number",
      { query: "{ hello }", extensions: 1 },
      "`extensions` must be an object, not a number.",
    ],
    [
      "a name that is no string",
      { query: "{ hello }", operationName: 1 },
      "`operationName` must be a string, not a number.",
    ],
    ["an identifier that is no string", { documentId: 1 }, "`documentId` must be a string, not a number."],
  ])("in a body: %s", async (_case, body, message) => {
    const { status, errors } = await server.post(body);
    expect({ status, code: errors?.[0]?.extensions["code"] }).toEqual({ status: 400, code: "BAD_REQUEST" });
    expect(errors?.[0]?.message).toContain(message);
  });

  it.each([
    ["variables that are no JSON", "query={hello}&variables={", "The parameter `variables` is not JSON."],
    ["extensions that are no object", "query={hello}&extensions=1", "`extensions` must be an object, not a number."],
    ["two queries", "query={hello}&query={hello}", "The parameter `query` is given several times."],
    ["no query", "", "The request needs a non-empty `query`"],
  ])("in a URL: %s", async (_case, search, message) => {
    const response = await fetch(`${server.url}?${search}`, { headers: { "apollo-require-preflight": "1" } });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(message);
  });

  it.each([
    ["another method", { method: "PATCH", body: "{}" }, 405, "GraphQL is asked by GET/POST/QUERY."],
    ["HEAD", { method: "HEAD" }, 405, ""],
    ["XML", { method: "POST", headers: { "content-type": "text/xml" }, body: "<a/>" }, 415, "send application/json"],
    [
      "another charset",
      { method: "POST", headers: { "content-type": "application/json; charset=latin1" }, body: "{}" },
      415,
      "send UTF-8",
    ],
    [
      "a body that is compressed",
      {
        method: "POST",
        headers: { "content-type": "application/json", "content-encoding": "gzip" },
        body: gzipSync('{"query":"{ greeting }"}'),
      },
      415,
      "content coding is not supported",
    ],
    [
      "GET with a type of its own",
      { headers: { "content-type": "application/graphql" } },
      415,
      "A GET request has no content type but application/json.",
    ],
    [
      "a body past the limit",
      { method: "POST", headers: { "content-type": "application/json" }, body: "x".repeat(2_000_000) },
      413,
      "The body is too large.",
    ],
  ])("in what surrounds it: %s", async (_case, request, status, message) => {
    const answer = await server.send(request);
    expect(answer.status).toBe(status);
    expect(answer.errors?.[0]?.message ?? "").toContain(message);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("a URL past the limit", async () => {
    const { status, errors } = await server.get({ query: `{ hello(name: "${"x".repeat(9_000)}") }` });
    expect({ status, message: errors?.[0]?.message }).toEqual({
      status: 414,
      message: "The URL is longer than 8192 characters: use POST.",
    });
  });
});

describe("a page of another site", () => {
  const refused = { status: 400, errors: [{ message: expect.stringContaining("Cross-Site Request Forgery") }] };

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a"])(
    "cannot have a body of the type %s run",
    async (type) => {
      expect(await server.post({ query: "mutation { add }" }, { "content-type": type })).toMatchObject(refused);
    },
  );

  it("cannot have a plain GET run, and cannot help itself with an empty header or a simple content type", async () => {
    const query = { query: "{ hello }" };
    expect(await server.get(query, { "apollo-require-preflight": "" })).toMatchObject(refused);
    const simple = { "apollo-require-preflight": "", "content-type": "text/plain" };
    expect(await server.get(query, simple)).toMatchObject(refused);
    expect((await server.get(query, { "apollo-require-preflight": "", "x-apollo-operation-name": "a" })).status).toBe(
      200,
    );
    expect(
      (await server.get(query, { "apollo-require-preflight": "", "content-type": "application/json" })).status,
    ).toBe(200);
  });
});

describe("several operations in one body, where that is allowed", () => {
  it("are answered in their order, each by itself", async () => {
    await using batching = await startServer({ maxBatch: 3 });
    const { status, text, headers } = await batching.post([
      { query: "{ hello }" },
      { query: "{" },
      { query: "{ hello }" },
    ]);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject([{ data: {} }, { errors: [{}] }, { data: {} }]);
    expect(headers.get("cache-control")).toBe("private, no-store");
  });

  it.each([
    ["more than the bound", Array(4).fill({ query: "{ hello }" }), "from 1 to 3 operations, not 4"],
    ["none", [], "from 1 to 3 operations, not 0"],
    ["what is none", [7], "Every part of the list must be a JSON object."],
  ])("are refused: %s", async (_case, body, message) => {
    await using batching = await startServer({ maxBatch: 3 });
    const { status, errors } = await batching.post(body);
    expect(status).toBe(400);
    expect(errors?.[0]?.message).toContain(message);
  });
});
