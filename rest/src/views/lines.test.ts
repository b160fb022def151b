import { expect, test } from "vitest";
import { startEdge } from "../testing/edge.ts";

const LINES = "application/x-ndjson";
const card = (id: string) => ({
  id,
  name: `Lamp ${id}`,
  price: { amount: 1, currency: "EUR" },
  compareAtPrice: null,
  thumbnail: { url: "/a", alt: "a", width: 1, height: 1 },
  averageRating: null,
  sellerId: "u1",
});

/** A shop of which the best rated products are known when the test says so. */
async function startShop(bestRated: () => "hang" | "drop" | object) {
  return startEdge((_service, path) => {
    if (path.startsWith("/categories")) return { body: { data: [{ id: "c", slug: "lamps", name: "Lamps" }] } };
    if (path.includes("averageRating&")) {
      const best = bestRated();
      return best === "hang" || best === "drop" ? best : { body: best };
    }
    return { body: { data: [card("new")] } };
  });
}

type Patch = readonly { readonly op: string; readonly path: string; readonly value: unknown }[];

/** What a client makes of the lines: each patch is of members that were not there. */
function merged([first = "", ...others]: readonly string[]): unknown {
  const view = JSON.parse(first) as object;
  for (const { op, path, value } of others.flatMap((line) => JSON.parse(line) as Patch)) {
    expect(op).toBe("add");
    const keys = path.split("/").slice(1);
    const parent = keys.slice(0, -1).reduce<unknown>((inside, key) => Reflect.get(Object(inside), key), view);
    expect(Object(parent)).not.toHaveProperty(keys.at(-1) ?? "");
    Reflect.set(Object(parent), keys.at(-1) ?? "", value);
  }
  return view;
}

const linesIn = (text: string) => text.trimEnd().split("\n");

test("what is above the fold is there before the rest is known, coded or not", async () => {
  for (const coding of ["identity", "gzip"]) {
    // The rest is never known.
    const edge = await startShop(() => "hang");
    const leaving = new AbortController();
    const headers = { accept: LINES, "accept-encoding": coding };
    const answer = await fetch(`${edge.url}/views/home`, { headers, signal: leaving.signal });
    expect(answer.headers.get("content-type")).toBe(LINES);
    expect(answer.headers.get("content-encoding")).toBe(coding === "gzip" ? "gzip" : null);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = JSON.parse((await reader?.read())?.value ?? "");
    expect(first).toMatchObject({ categories: [{ name: "Lamps" }], newest: [{ name: "Lamp new" }] });
    expect(first).not.toHaveProperty("bestRated");
    leaving.abort();
  }
});

test("the lines together are what the JSON form is, and have nothing else", async () => {
  const edge = await startShop(() => ({ data: [card("best")] }));
  const { body } = await edge.get("/views/home");
  const lines = linesIn(await (await fetch(`${edge.url}/views/home`, { headers: { accept: LINES } })).text());
  expect(lines).toHaveLength(2);
  expect(merged(lines)).toEqual(body);
});

test("who takes both gets JSON unless lines are preferred, and caches are told", async () => {
  const edge = await startShop(() => ({ data: [] }));
  for (const [accept, type] of [
    ["*/*", "application/json"],
    [`application/json, ${LINES}`, "application/json"],
    [`${LINES}, application/json;q=0.9`, LINES],
  ] as const) {
    const answer = await fetch(`${edge.url}/views/home`, { headers: { accept } });
    expect(answer.headers.get("content-type")).toContain(type);
    expect(answer.headers.get("vary")).toContain("accept,");
    expect(answer.headers.get("cache-control")).toBe(type === LINES ? "no-store" : "public, max-age=60");
    await answer.text();
  }
  expect(await edge.get("/views/home", { headers: { accept: "text/html" } })).toMatchObject({ status: 406 });
});

test("a service that is down below the fold breaks the lines off, so that nobody takes them for the whole", async () => {
  const edge = await startShop(() => "drop");
  const answer = await fetch(`${edge.url}/views/home`, { headers: { accept: LINES } });
  await expect(answer.text()).rejects.toThrow("terminated");
});

test("what a view can do without is said to be missing in the last line", async () => {
  const order = { id: "o1", number: "TF-1", status: "SHIPPED", customerId: "u1", items: [], timeline: [] };
  const edge = await startEdge((service) => (service === "users" ? "drop" : { body: order }));
  const answer = await fetch(`${edge.url}/views/order-detail/o1`, { headers: { accept: LINES } });
  const [first, ...others] = linesIn(await answer.text());
  expect(JSON.parse(first ?? "")).toEqual({ number: "TF-1", status: "SHIPPED", customer: null });
  expect(others.map((line) => JSON.parse(line))).toMatchObject([
    [{ op: "add", path: "/items", value: [] }],
    [{ op: "add", path: "/missing", value: [{ part: "customer", service: "users" }] }],
  ]);
});

test("a view asks the services for what it shows, and nobody for what it does not", async () => {
  const order = { id: "o1", number: "TF-1", status: "SHIPPED", customerId: "u1", items: [{ productId: "p1" }] };
  const edge = await startEdge((_service, path) => ({ body: path.startsWith("/orders/") ? order : { data: [] } }));
  await edge.get("/views/order-detail/o1");
  const shown = "number,status,subtotal,shippingCost,total,shippingAddress,customerId,shipment,items";
  expect(edge.asked.map(({ path }) => path).toSorted()).toEqual([
    `/orders/o1?fields=${shown}`,
    "/products?ids=p1&fields=thumbnail",
    "/users?ids=u1&fields=displayName",
  ]);
});

test("what is not there is a 404 in lines too", async () => {
  const edge = await startEdge(() => ({ status: 404, body: {} }));
  const answer = await fetch(`${edge.url}/views/order-detail/none`, { headers: { accept: LINES } });
  expect(answer.status).toBe(404);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
});
