import { once } from "node:events";
import { connect as connectTcp } from "node:net";
import { buffer, text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { PROBLEM, startEdge } from "./testing/edge.ts";

describe("what is no request", () => {
  const send = async (url: string, bytes: string): Promise<{ status: string; body: unknown }> => {
    const { hostname, port } = new URL(url);
    const socket = connectTcp(Number(port), hostname);
    socket.write(bytes);
    const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
    return { status: head.split("\r\n", 1).join(), body: JSON.parse(body) };
  };

  test("is answered with a problem all the same", async () => {
    const edge = await startEdge(() => ({ body: {} }));
    const large = `GET /products HTTP/1.1\r\nhost: here\r\nx-much: ${"m".repeat(20_000)}\r\n\r\n`;
    expect(await send(edge.url, large)).toMatchObject({
      status: "HTTP/1.1 431 Request Header Fields Too Large",
      body: { type: `${PROBLEM}headers-too-large`, status: 431 },
    });
    expect(await send(edge.url, "HELO there\r\n\r\n")).toMatchObject({
      status: "HTTP/1.1 400 Bad Request",
      body: { type: `${PROBLEM}malformed-request` },
    });
    expect((await edge.get("/products/p1")).status).toBe(200);
  });

  test("nor is a URL that cannot be read", async () => {
    const edge = await startEdge(() => ({ body: {} }));
    const answer = await edge.get("/products/%zz");
    expect(answer).toMatchObject({ status: 400, body: { type: `${PROBLEM}malformed-request`, status: 400 } });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  });
});

describe("what is passed on", () => {
  test("a tag that differs by coding is known to the service without it", async () => {
    const body = { id: "p1", description: "word ".repeat(1_000) };
    const edge = await startEdge((_service, _path, { headers }) =>
      headers["if-none-match"] === undefined
        ? { body, headers: { etag: '"abc"' } }
        : { status: 304, body: undefined, headers: { etag: String(headers["if-none-match"]) } },
    );
    const first = await edge.get("/products/p1", { headers: { "accept-encoding": "gzip" } });
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/-gzip"$/);
    const again = await edge.get("/products/p1", { headers: { "accept-encoding": "gzip", "if-none-match": etag } });
    expect([again.status, again.headers.get("etag")]).toEqual([304, etag]);
  });

  test("nothing is reached that is not described", async () => {
    const edge = await startEdge(() => ({ body: {} }));
    for (const path of ["/internal/revoked-sessions", "/graphql", "/metrics", "/products/a/b/c"]) {
      expect(await edge.get(path)).toMatchObject({ status: 404, body: { type: `${PROBLEM}no-such-path` } });
    }
    expect(edge.asked).toEqual([]);
  });
});

test("the reference comes from here, and may ask nobody else", async () => {
  const edge = await startEdge(() => ({ body: {} }));
  const page = await fetch(`${edge.url}/reference/`);
  const html = await page.text();
  expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
  expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  const [, script = ""] = /<script src="([^"]+)"/.exec(html) ?? [];
  expect((await fetch(new URL(script, `${edge.url}/reference/`))).status).toBe(200);
  const [, document = ""] = /"url": "([^"]+)"/.exec(html) ?? [];
  expect(await (await fetch(new URL(document, `${edge.url}/reference/`))).json()).toMatchObject({ openapi: "3.1.0" });
});

describe("limits", () => {
  test("a service that has had enough is passed on, with when to come back", async () => {
    const problem = { type: `${PROBLEM}rate-limited`, title: "Too many requests", status: 429 };
    const headers = { "content-type": "application/problem+json", "retry-after": "60" };
    const edge = await startEdge(() => ({ status: 429, body: problem, headers }));
    const answer = await edge.get("/sessions", {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
    });
    expect(answer).toMatchObject({ status: 429, body: problem });
    expect(answer.headers.get("retry-after")).toBe("60");
    expect(edge.asked).toHaveLength(1);
  });

  test("headers that are too large are refused before anybody is asked", async () => {
    const edge = await startEdge(() => ({ body: {} }));
    const response = await fetch(`${edge.url}/products/p1`, { headers: { "x-large": "x".repeat(20_000) } });
    expect(response.status).toBe(431);
    expect(edge.asked).toEqual([]);
  });
});

test("over HTTP/2 all is the same: what is passed on, coded, known again, and refused", async () => {
  const tags = Array.from({ length: 200 }, (_, index) => `tag-${index}`);
  const edge = await startEdge(() => ({ body: { id: "p1", tags }, headers: { etag: '"one"' } }));
  const session = await edge.overTls();
  const ask = async (headers: Record<string, string>) => {
    const request = session.request(headers).end();
    const [answer] = await once(request, "response");
    return { answer, body: await buffer(request) };
  };
  const product = { ":path": "/products/p1", "accept-encoding": "gzip" };
  const { answer, body } = await ask(product);
  expect(answer).toMatchObject({ ":status": 200, "content-encoding": "gzip", vary: "accept-encoding" });
  expect(JSON.parse(gunzipSync(body).toString())).toEqual({ id: "p1", tags });
  expect((await ask({ ...product, "if-none-match": answer.etag })).answer[":status"]).toBe(304);
  expect((await ask({ ":path": "/none" })).answer).toMatchObject({
    ":status": 404,
    "content-type": "application/problem+json",
  });
  session.close();
});
