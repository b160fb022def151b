import { describe, expect, test } from "vitest";
import { startEdge } from "./testing/edge.ts";

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
    for (const [path, status] of [
      ["/none-such", 404],
      ["/views/home?x=1", 400],
    ] as const) {
      const refused = await edge.get(path, { headers: { origin: shop } });
      expect([refused.status, allowed(refused)]).toEqual([status, shop]);
    }
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
