import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { connect } from "node:http2";
import { type AddressInfo, connect as connectTcp } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { serve } from "@threefold/http-server";
import { ANONYMOUS } from "@threefold/identity";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { virtualClock } from "@threefold/upstream/testing";
import { afterEach, describe, expect, test, vi } from "vitest";
import { readDocument } from "./pass/document.ts";
import { createEdge, type EdgeOptions } from "./service.ts";
import type { ServiceName } from "./services/names.ts";

type Answer =
  | { readonly status?: number; readonly body: unknown; readonly headers?: Record<string, string> }
  | "hang"
  | "drop";

/** Services that answer what a test says: here it is what the edge makes of them that counts. */
interface Stubs {
  answer: (service: ServiceName, path: string, request: IncomingMessage) => Answer;
  readonly asked: { readonly service: ServiceName; readonly path: string }[];
}

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function startEdge(
  answer: Stubs["answer"],
  options: Partial<Pick<EdgeOptions, "timeout" | "origins" | "clock">> = {},
) {
  const stubs: Stubs = { answer, asked: [] };
  const start = async (service: ServiceName): Promise<string> => {
    const server: Server = createServer((request, response) => {
      const path = request.url ?? "";
      stubs.asked.push({ service, path });
      const given = stubs.answer(service, path, request);
      if (given === "hang") return;
      if (given === "drop") {
        request.socket.destroy();
        return;
      }
      response.writeHead(given.status ?? 200, { "content-type": "application/json", ...given.headers });
      response.end(JSON.stringify(given.body));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    open.push(async () => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const metrics = createMetrics();
  const app = await createEdge({
    urls: { products: await start("products"), users: await start("users"), orders: await start("orders") },
    document: readDocument(),
    identity: {
      identify: async () => ({ caller: { identity: ANONYMOUS, anonymous: true, headersFor: async () => ({}) } }),
    },
    logger: createLogger({ name: "rest", level: "silent" }),
    metrics,
    timeout: 5_000,
    trustedProxies: [],
    ...options,
  });
  const file = join(await mkdtemp(join(tmpdir(), "threefold-edge-")), "localhost.pem");
  open.push(() => rm(dirname(file), { recursive: true }));
  const tls = { port: 0, file, selfSigned: true };
  const listening = await serve(app, { host: "127.0.0.1", port: 0, metrics, tls });
  open.push(() => listening.close());
  return {
    ...stubs,
    url: listening.url,
    overTls: async () => connect(listening.tlsUrl ?? "", { ca: await readFile(file) }),
    get: (path: string, init?: RequestInit) => get(`${listening.url}${path}`, init),
  };
}

async function get(url: string, init: RequestInit = {}) {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

const PROBLEM = "https://threefold.example/problems/";
const CARD = {
  id: "p1",
  name: "Lamp",
  price: { amount: 1, currency: "EUR" },
  compareAtPrice: null,
  thumbnail: { url: "/a", alt: "a", width: 1, height: 1 },
  averageRating: null,
  reviewCount: 0,
  sellerId: "u1",
};

describe("when a service is down", () => {
  test("what it alone can answer is a 503 that names it, and says when to come back", async () => {
    const edge = await startEdge(() => "drop");
    const answer = await edge.get("/products/p1");
    expect(answer).toMatchObject({
      status: 503,
      body: { type: `${PROBLEM}service-unavailable`, service: "products" },
    });
    expect(answer.headers.get("retry-after")).toBe("5");
    expect(edge.asked).toHaveLength(3);
  });

  test("a view shows what there is, says what is missing, and is kept by nobody", async () => {
    const edge = await startEdge((service) => (service === "users" ? "drop" : { body: { data: [CARD] } }));
    const { status, headers, body } = await edge.get("/views/product-list");
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body.products).toMatchObject([{ id: "p1", seller: null }]);
    expect(body.missing).toMatchObject([{ part: "seller", service: "users" }]);
  });

  test("a view that cannot be shown without it is a 503", async () => {
    const edge = await startEdge((service) => (service === "products" ? "drop" : { body: { data: [] } }));
    expect(await edge.get("/views/product-list")).toMatchObject({ status: 503, body: { service: "products" } });
  });

  test("JSON:API does not leave out what it should include", async () => {
    const edge = await startEdge((service) => (service === "users" ? "drop" : { body: { data: [CARD] } }));
    expect(await edge.get("/jsonapi/products?include=seller")).toMatchObject({
      status: 503,
      body: { errors: [{ status: "503", code: "service-unavailable", meta: { service: "users" } }] },
    });
  });

  test("one that does not answer in time is a 504", async () => {
    const edge = await startEdge(() => "hang", { timeout: 50 });
    expect(await edge.get("/views/home")).toMatchObject({ status: 504, body: { type: `${PROBLEM}service-timeout` } });
  });

  test("one that talks nonsense is a 502", async () => {
    const edge = await startEdge(() => ({ status: 418, body: { tea: true } }));
    expect(await edge.get("/views/home")).toMatchObject({ status: 502, body: { type: `${PROBLEM}bad-answer` } });
  });

  test("a read is tried again, and a write never", async () => {
    let left = 1;
    const edge = await startEdge(() => (left-- > 0 ? "drop" : { body: { id: "p1" } }));
    expect((await edge.get("/products/p1")).status).toBe(200);
    left = 1;
    edge.asked.length = 0;
    const write = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
    expect((await edge.get("/cart/items", write)).status).toBe(503);
    expect(edge.asked).toHaveLength(1);
  });
});

describe("a service that fails anyway", () => {
  const write = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
  const asked = ({ asked: all }: Stubs, name: ServiceName) => all.filter(({ service }) => service === name).length;

  test("is left alone, and tried again after a while", async () => {
    const clock = virtualClock();
    let broken = true;
    const edge = await startEdge(() => (broken ? "drop" : { body: {} }), { clock });
    for (let count = 0; count < 20; count += 1) await edge.get("/cart/items", write);
    expect(asked(edge, "orders")).toBe(20);
    const refused = await edge.get("/orders/o1");
    expect(refused).toMatchObject({ status: 503, body: { type: `${PROBLEM}service-unavailable`, service: "orders" } });
    expect(refused.headers.get("retry-after")).toBe("5");
    expect(asked(edge, "orders")).toBe(20);
    broken = false;
    expect((await edge.get("/products/p1")).status).toBe(200);
    clock.advance(5_000);
    expect((await edge.get("/orders/o1")).status).toBe(200);
    expect(asked(edge, "orders")).toBe(21);
  });

  test("is not one whose clients do not wait, nor one that refuses them", async () => {
    const edge = await startEdge((_service, path) => (path === "/cart/items" ? "hang" : { status: 409, body: {} }));
    const impatient = Array.from({ length: 20 }, async () => {
      const gone = new AbortController();
      const asking = edge.get("/cart/items", { ...write, signal: gone.signal }).catch(() => {});
      await vi.waitFor(() => expect(asked(edge, "orders")).toBeGreaterThan(19), { interval: 5 });
      gone.abort();
      await asking;
    });
    await Promise.all(impatient);
    for (let count = 0; count < 21; count += 1) expect((await edge.get("/orders/o1")).status).toBe(409);
  });
});

describe("pages of other origins", () => {
  const shop = "https://shop.example";
  const preflight = (origin: string) => ({
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "PATCH", "access-control-request-headers": "if-match" },
  });
  const allowed = ({ headers }: { headers: Headers }) => headers.get("access-control-allow-origin");

  test("may ask when they are named, and read what they need of answers and refusals", async () => {
    const edge = await startEdge(() => ({ body: { id: "p1" } }), { origins: [shop] });
    const asked = await edge.get("/products/p1", preflight(shop));
    expect([asked.status, allowed(asked)]).toEqual([204, shop]);
    expect(asked.headers.get("access-control-allow-methods")).toContain("PATCH");
    expect(asked.headers.get("access-control-allow-headers")).toBe("if-match");
    const answer = await edge.get("/products/p1", { headers: { origin: shop } });
    expect([answer.status, allowed(answer)]).toEqual([200, shop]);
    expect(answer.headers.get("access-control-expose-headers")).toContain("etag");
    expect(answer.headers.get("vary")?.toLowerCase()).toContain("origin");
    const refused = await edge.get("/views/none-such?x=1", { headers: { origin: shop } });
    expect([refused.status, allowed(refused)]).toEqual([404, null]);
    expect(edge.asked.map(({ path }) => path)).toEqual(["/products/p1"]);
  });

  test("may not ask when others are named, or nobody", async () => {
    const named = await startEdge(() => ({ body: {} }), { origins: [shop] });
    const nobody = await startEdge(() => ({ body: {} }));
    for (const edge of [named, nobody]) {
      expect(allowed(await edge.get("/products/p1", preflight("https://other.example")))).toBeNull();
      expect(allowed(await edge.get("/products/p1", { headers: { origin: "https://other.example" } }))).toBeNull();
    }
  });

  test("leave OPTIONS to say what a path has", async () => {
    const edge = await startEdge(() => ({ body: {} }), { origins: "*" });
    const { status, headers } = await edge.get("/products/p1", { method: "OPTIONS" });
    expect([status, headers.get("allow")]).toEqual([204, "GET, HEAD, PATCH, OPTIONS"]);
    expect((await edge.get("/none-such", { method: "OPTIONS" })).status).toBe(404);
  });
});

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

describe("JSON:API's own bad input", () => {
  test.each([
    ["an unknown include", "/jsonapi/products?include=buyer", "include"],
    ["an include that is too deep", "/jsonapi/products?include=reviews.product.reviews.product", "include"],
    ["an unknown field", "/jsonapi/products?fields[products]=weight", "fields[products]"],
    ["an unknown type", "/jsonapi/products?fields[things]=name", "fields[things]"],
    ["an unknown parameter", "/jsonapi/products?limit=5", "limit"],
    ["an unknown filter", "/jsonapi/products?filter[colour]=red", "filter[colour]"],
    ["an unknown sort", "/jsonapi/products?sort=weight", "sort"],
    ["too many related", "/jsonapi/products?relatedPage[reviews]=1000", "relatedPage[reviews]"],
  ])("%s names its parameter", async (_what, path, parameter) => {
    const edge = await startEdge(() => ({ body: { data: [] } }));
    const answer = await edge.get(path);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ code: "invalid-input", source: { parameter } }] } });
    expect(answer.headers.get("content-type")).toBe("application/vnd.api+json");
    expect(edge.asked).toEqual([]);
  });

  test.each([
    ["application/vnd.api+json", 200],
    ["application/*;q=0.5", 200],
    ['application/vnd.api+json;profile="https://example.com/a"', 200],
    ["application/vnd.api+json;charset=utf-8", 406],
    ['application/vnd.api+json;ext="https://example.com/a"', 406],
    ["application/json", 406],
  ])("a client that accepts %s gets %i", async (accept, status) => {
    const edge = await startEdge(() => ({ body: { data: [] } }));
    expect((await edge.get("/jsonapi/products", { headers: { accept } })).status).toBe(status);
  });

  test("includes are read level by level, however many resources there are", async () => {
    const products = Array.from({ length: 50 }, (_, index) => ({ id: `p${index}`, sellerId: `u${index % 7}` }));
    const reviews = products.map(({ id }) => ({ id: `r${id}`, productId: id, authorId: `a${id}` }));
    const edge = await startEdge((_service, path) => {
      if (path.startsWith("/reviews")) return { body: { data: reviews } };
      if (path.startsWith("/products")) return { body: { data: products } };
      const ids = new URLSearchParams(path.split("?")[1]).get("ids") ?? "";
      return { body: { data: ids.split(",").map((id) => ({ id, displayName: id })) } };
    });
    const { body } = await edge.get("/jsonapi/products?include=seller,reviews.author&fields[users]=displayName");
    expect(body.included).toHaveLength(7 + 50 + 50);
    expect(edge.asked.map(({ path }) => path.split("?")[0]).sort()).toEqual([
      "/products",
      "/reviews",
      "/users",
      "/users",
    ]);
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
