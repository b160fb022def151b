import { virtualClock } from "@threefold/upstream/testing";
import { describe, expect, test, vi } from "vitest";
import type { ServiceName } from "./services/names.ts";
import { PROBLEM, type Stubs, startEdge } from "./testing/edge.ts";

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

  test("the edge is ready while a service is away, and tells which one", async () => {
    const { get } = await startEdge((service) => (service === "users" ? "drop" : { body: { status: "live" } }));
    const { status, body } = await get("/health/ready");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "ready",
      checks: { products: { status: "up" }, users: { status: "down" }, orders: { status: "up" } },
    });
  });

  test("a view shows what there is, says what is missing, and is kept by nobody", async () => {
    const edge = await startEdge((service) => (service === "users" ? "drop" : { body: { data: [CARD] } }));
    const { status, headers, body } = await edge.get("/views/product-list");
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body.products).toMatchObject([{ id: "p1", seller: null }]);
    expect(body.missing).toMatchObject([{ part: "seller", service: "users" }]);
  });

  test("a seller's page is there without names, in one piece and in lines", async () => {
    const edge = await startEdge((service) => (service === "users" ? "drop" : { body: { data: [CARD] } }));
    const { status, body } = await edge.get("/views/seller/u1");
    expect(status).toBe(200);
    expect(body).toMatchObject({ displayName: null, products: [{ id: "p1" }] });
    expect(body.missing.map(({ part }: { part: string }) => part)).toContain("displayName");
    const answer = await fetch(`${edge.url}/views/seller/u1`, { headers: { accept: "application/x-ndjson" } });
    const lines = (await answer.text()).trimEnd().split("\n");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ displayName: null, products: [{ id: "p1" }] });
    expect(lines.at(-1)).toContain('"path":"/missing"');
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
      await vi.waitFor(() => expect(asked(edge, "orders")).toBeGreaterThan(19), { interval: 5, timeout: 10_000 });
      gone.abort();
      await asking;
    });
    await Promise.all(impatient);
    for (let count = 0; count < 21; count += 1) expect((await edge.get("/orders/o1")).status).toBe(409);
  });
});
