import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { request } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGateway, type TestGateway, temporaryFolder } from "../testing/gateway.ts";
import { librarySupergraph } from "../testing/library.ts";

const nowhere = librarySupergraph({ books: "http://127.0.0.1:1/", authors: "http://127.0.0.1:1/" });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let gateway: TestGateway;
beforeAll(async () => {
  folder = await temporaryFolder();
  const write = (name: string, text: string) => writeFile(join(folder.path, name), text);
  await mkdir(join(folder.path, "playground"));
  await mkdir(join(folder.path, "assets"));
  await write("index.html", "<h1>landing</h1>");
  await write("playground/index.html", "<h1>playground</h1>");
  await write("assets/main-Dx3k_9Qz.js", "1");
  await write("favicon.svg", "<svg/>");
  await mkdir(join(folder.path, "coded"));
  for (const name of ["coded/index.html", "coded/main.js", "headers.json"]) {
    await write(name, "plain");
    await write(`${name}.br`, "in brotli");
    await write(`${name}.gz`, "in gzip");
  }
  await write(".secret", "secret");
  const relaxed = {
    "content-security-policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; worker-src blob:",
  };
  await write("headers.json", JSON.stringify({ "/playground/": relaxed }));
  gateway = await startGateway(nowhere, { pages: folder.path });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const get = (path: string, init: RequestInit = {}) => fetch(`${gateway.url}${path}`, { redirect: "manual", ...init });

describe("a folder of pages", () => {
  it("is served with the page of each folder at its path", async () => {
    expect(await (await get("/")).text()).toBe("<h1>landing</h1>");
    expect(await (await get("/playground/")).text()).toBe("<h1>playground</h1>");
    const redirected = await get("/playground");
    expect([redirected.status, redirected.headers.get("location")]).toEqual([301, "/playground/"]);
  });

  it("lets a browser keep for good what is named by its content, and nothing else unasked", async () => {
    const caching = async (path: string) => (await get(path)).headers.get("cache-control");
    expect(await caching("/assets/main-Dx3k_9Qz.js")).toBe("public, max-age=31536000, immutable");
    expect(await caching("/")).toBe("no-cache");
    expect(await caching("/favicon.svg")).toBe("no-cache");
    const etag = (await get("/")).headers.get("etag") ?? "";
    // Not by fetch, which asks for a fresh copy when it is given this header.
    const again = await request(`${gateway.url}/`, { headers: { "if-none-match": etag } });
    expect(again.statusCode).toBe(304);
  });

  it.each([
    ["in brotli", "gzip, deflate, br, zstd", "br", "gzip"],
    ["in gzip", "gzip, br;q=0", "gzip", "br"],
    ["plain", "identity", undefined, "br"],
  ])("is sent %s, where it is there so, to who takes %s", async (text, accepted, coding, other) => {
    const ask = (path: string, headers: Record<string, string> = {}) =>
      request(`${gateway.url}${path}`, { headers: { "accept-encoding": accepted, ...headers } });
    for (const [path, type] of [
      ["/coded/", "text/html; charset=utf-8"],
      ["/coded/main.js", "application/javascript; charset=utf-8"],
    ] as const) {
      const { headers, body } = await ask(path);
      expect([headers["content-encoding"], headers["content-type"], await body.text()]).toEqual([coding, type, text]);
      expect(headers["vary"]).toMatch(/accept-encoding/i);
      const known = { "if-none-match": String(headers["etag"]) };
      expect((await ask(path, known)).statusCode).toBe(304);
      expect((await ask(path, { ...known, "accept-encoding": other })).statusCode).toBe(200);
    }
    expect(await (await ask("/playground/")).body.text()).toBe("<h1>playground</h1>");
    expect((await ask("/playground")).headers["location"]).toBe("/playground/");
    for (const path of ["/headers.json", "/headers.json.br"]) expect((await ask(path)).statusCode).toBe(404);
  });

  it("lets a page use what comes from here only, unless the folder says more for its path", async () => {
    const policy = async (path: string) => (await get(path)).headers.get("content-security-policy");
    expect(await policy("/")).toMatch(/^default-src 'self';.*frame-ancestors 'none'$/);
    expect(await policy("/")).not.toContain("unsafe");
    expect(await policy("/playground/?query=1")).toContain("worker-src blob:");
    expect((await get("/playground/")).headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("shows neither hidden files nor its own settings nor what is beside it", async () => {
    for (const path of ["/.secret", "/headers.json", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd"]) {
      expect((await get(path)).status, path).toBeGreaterThanOrEqual(400);
    }
  });

  it("does not stand in the way of the gateway's own paths", async () => {
    expect((await get("/health/live")).status).toBe(200);
    expect((await get("/supergraph")).headers.get("content-type")).toContain("json");
  });

  it("with settings that cannot be read keeps the gateway from starting, and leaves no thread behind", async () => {
    await using broken = await temporaryFolder();
    await writeFile(join(broken.path, "headers.json"), '{"playground": 1}');
    const threads: Worker[] = [];
    const note = (thread: Worker) => void threads.push(thread);
    process.on("worker", note);
    await expect(startGateway(nowhere, { pages: broken.path })).rejects.toThrow(/headers\.json is wrong: expected/);
    process.off("worker", note);
    // The one that plans has ended: such a thread has no id any more.
    expect(threads.map(({ threadId }) => threadId)).toEqual([-1]);
  });
});

describe("a path where nothing is", () => {
  it("is a line of text for a browser and JSON for a program", async () => {
    const page = await get("/nowhere", { headers: { accept: "text/html,*/*" } });
    expect([page.status, page.headers.get("content-type"), await page.text()]).toEqual([
      404,
      "text/plain; charset=utf-8",
      "Nothing is here.\n",
    ]);
    const data = await get("/nowhere");
    expect([data.status, data.headers.get("content-type")]).toEqual([404, "application/problem+json; charset=utf-8"]);
    expect(await data.json()).toEqual({
      title: "Nothing is here",
      status: 404,
      instance: data.headers.get("x-request-id"),
    });
  });
});
