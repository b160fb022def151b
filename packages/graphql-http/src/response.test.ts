import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import { request } from "undici";
import { describe, expect, it } from "vitest";
import { startServer, type TestServer } from "./testing/server.ts";

const JSON_TYPE = "application/json; charset=utf-8";
const RESPONSE_TYPE = "application/graphql-response+json; charset=utf-8";

describe("the type of an answer", () => {
  it.each([
    ["*/*", JSON_TYPE],
    ["application/json", JSON_TYPE],
    ["application/json; charset=UTF-8", JSON_TYPE],
    ["application/graphql-response+json", RESPONSE_TYPE],
    ["application/graphql-response+json, application/json;q=0.9", RESPONSE_TYPE],
    ["application/graphql-response+json;q=0.5, application/json;q=0.9", JSON_TYPE],
    ["application/json;q=0, */*", RESPONSE_TYPE],
    ["text/html, application/*;q=0.8", JSON_TYPE],
  ])("is what the client prefers: %s", async (accept, type) => {
    await using server = await startServer();
    const { status, headers } = await server.post({ query: "{ hello }" }, { accept });
    expect({ status, type: headers.get("content-type") }).toEqual({ status: 200, type });
  });

  it.each([
    "text/html",
    "application/json;q=0, application/graphql-response+json;q=0",
    "application/json; charset=latin1",
  ])("is refused with 406, unexecuted, where the client takes none of ours: %s", async (accept) => {
    await using server = await startServer();
    const { status, headers } = await server.post({ query: "{ hello }" }, { accept });
    expect({ status, type: headers.get("content-type") }).toEqual({ status: 406, type: JSON_TYPE });
    expect(server.executed).toEqual([]);
  });
});

describe("the status", () => {
  const cases = {
    data: { query: "{ hello }" },
    "data and an error": { query: "{ hello broken }" },
    "an unreadable document": { query: "{" },
    "an unknown field": { query: "{ nope }" },
    "a wrong variable": { query: "query ($n: String!) { hello(name: $n) }", variables: { n: 1 } },
    "no GraphQL request": {},
    "no JSON": "{",
  };
  const statuses = async (server: TestServer, headers: Record<string, string>) =>
    Promise.all(Object.values(cases).map(async (body) => (await server.post(body, headers)).status));

  it.each([
    ["audits", "application/graphql-response+json", [200, 200, 400, 400, 400, 400, 400]],
    ["audits", "application/json", [200, 200, 200, 200, 200, 400, 400]],
    ["audits", "*/*", [200, 200, 400, 400, 400, 400, 400]],
    ["september-2026", "application/graphql-response+json", [200, 294, 400, 422, 422, 422, 400]],
    ["september-2026", "application/json", [200, 200, 400, 422, 422, 422, 400]],
    ["september-2026", "*/*", [200, 294, 400, 422, 422, 422, 400]],
  ] as const)(`is, by %s, for %s: ${Object.keys(cases).join(", ")}`, async (statusCodes, accept, expected) => {
    await using server = await startServer({ statusCodes });
    expect(await statuses(server, { accept })).toEqual(expected);
  });
});

describe("how long an answer may be kept", () => {
  const GOOD = { maxAge: 60, isPublic: true };
  it.each([
    ["as its parts say", { cachePolicy: GOOD }, "{ hello }", "max-age=60, public"],
    ["not at all without a policy", {}, "{ hello }", "private, no-store"],
    ["not at all when it is somebody's", { cachePolicy: GOOD, personal: true }, "{ hello }", "private, no-store"],
    ["not at all with an error", { cachePolicy: GOOD }, "{ broken }", "private, no-store"],
    [
      "not at all when a part is not for everybody",
      { cachePolicy: { maxAge: 60, isPublic: false } },
      "{ hello }",
      "private, no-store",
    ],
    ["not at all for no time", { cachePolicy: { maxAge: 0, isPublic: true } }, "{ hello }", "private, no-store"],
  ])("is told: %s", async (_case, options, query, expected) => {
    await using server = await startServer(options);
    expect((await server.post({ query })).headers.get("cache-control")).toBe(expected);
  });

  it("depends on what the answer depends on", async () => {
    await using server = await startServer({
      vary: ["authorization"],
      compression: true,
      cors: { origins: ["https://a.example"] },
    });
    expect((await server.post({ query: "{ hello }" })).headers.get("vary")).toBe(
      "accept, accept-encoding, origin, authorization",
    );
    expect((await server.post("{")).headers.get("vary")).toBe("accept, accept-encoding, origin, authorization");
  });
});

describe("an answer that the client has already", () => {
  it("is not sent again: 304 for its entity tag", async () => {
    await using server = await startServer({ cachePolicy: { maxAge: 60, isPublic: true } });
    const first = await server.get({ query: "{ hello }" });
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await server.get({ query: "{ hello }" }, { "if-none-match": known });
      expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: "" });
      expect(again.headers.get("cache-control")).toBe("max-age=60, public");
      expect(again.headers.get("etag")).toBe(etag);
    }
    expect((await server.get({ query: "{ hello }" }, { "if-none-match": '"other"' })).status).toBe(200);
  });

  it("has no tag when it came by POST or with errors", async () => {
    await using server = await startServer();
    expect((await server.post({ query: "{ hello }" })).headers.get("etag")).toBeNull();
    expect((await server.get({ query: "{ broken }" })).headers.get("etag")).toBeNull();
  });
});

describe("the coding of a large answer", () => {
  const decoders = { zstd: zstdDecompressSync, br: brotliDecompressSync, gzip: gunzipSync };
  const ask = async (server: TestServer, acceptEncoding: string, query = "{ long }") => {
    const { headers, body } = await request(`${server.url}?query=${encodeURIComponent(query)}`, {
      headers: { "accept-encoding": acceptEncoding, "apollo-require-preflight": "1" },
    });
    return { headers, bytes: Buffer.from(await body.arrayBuffer()) };
  };

  it.each([
    ["gzip, deflate, br, zstd", "zstd"],
    ["gzip, deflate, br", "br"],
    ["gzip", "gzip"],
    ["br;q=0.5, gzip", "gzip"],
    ["zstd;q=0, gzip;q=0.2, br;q=0.1", "gzip"],
  ] as const)("is one that the client takes: %s", async (acceptEncoding, coding) => {
    await using server = await startServer({ compression: true });
    const { headers, bytes } = await ask(server, acceptEncoding);
    expect(headers["content-encoding"]).toBe(coding);
    expect(JSON.parse(decoders[coding](bytes).toString())).toEqual({ data: { long: "long ".repeat(1_000) } });
    expect(bytes.length).toBeLessThan(1_000);
  });

  it.each(["identity", "deflate", "gzip;q=0"])(
    "is none where the client takes none of ours: %s",
    async (acceptEncoding) => {
      await using server = await startServer({ compression: true });
      expect((await ask(server, acceptEncoding)).headers["content-encoding"]).toBeUndefined();
    },
  );

  it("is none for a small answer", async () => {
    await using server = await startServer({ compression: true });
    expect((await ask(server, "gzip", "{ hello }")).headers["content-encoding"]).toBeUndefined();
  });

  it("gives it a tag of its own", async () => {
    await using server = await startServer({ compression: true });
    const tags = await Promise.all(
      ["identity", "gzip", "br"].map(async (coding) => (await ask(server, coding)).headers["etag"]),
    );
    expect(new Set(tags).size).toBe(3);
  });
});

describe("pages of other origins", () => {
  const ALLOWED = "https://shop.example";
  const preflight = (server: TestServer, origin: string) =>
    server.send({
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
    });

  it("may not ask unless they are told", async () => {
    await using server = await startServer();
    expect((await preflight(server, ALLOWED)).headers.get("access-control-allow-origin")).toBeNull();
    const { headers } = await server.post({ query: "{ hello }" }, { origin: ALLOWED });
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  it("may ask when they are named, without cookies, and others may not", async () => {
    await using server = await startServer({ cors: { origins: [ALLOWED], maxAge: 600 } });
    const allowed = await preflight(server, ALLOWED);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(ALLOWED);
    expect(allowed.headers.get("access-control-allow-methods")).toBe("GET, POST, QUERY");
    expect(allowed.headers.get("access-control-allow-headers")).toBe("content-type");
    expect(allowed.headers.get("access-control-max-age")).toBe("600");
    expect(allowed.headers.get("access-control-allow-credentials")).toBeNull();
    const { headers, data } = await server.post({ query: "{ hello }" }, { origin: ALLOWED });
    expect({ data, origin: headers.get("access-control-allow-origin") }).toEqual({
      data: { hello: "hello world" },
      origin: ALLOWED,
    });
    for (const other of ["https://evil.example", `${ALLOWED}.evil.example`, "null"]) {
      expect((await preflight(server, other)).headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});

it("what nobody expected is told as 500, and nothing of it", async () => {
  await using server = await startServer({
    executorFor: async () => {
      throw new Error("connect ECONNREFUSED 10.0.0.1");
    },
  });
  const { status, text } = await server.post({ query: "{ hello }" });
  expect({ status, text }).toEqual({
    status: 500,
    text: '{"errors":[{"message":"Internal server error","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}',
  });
});
