import { describe, expect, test } from "vitest";
import type { Exchange } from "../../client/exchange.ts";
import type { HttpClient } from "../../client/http.ts";
import { httpCache } from "../http-cache.ts";
import { traceOf } from "./trace.ts";

const OPTIONS = { seed: 7, sessions: 200, people: 50, products: 100, words: 5 };

describe("the trace", () => {
  test("is the same whenever it is drawn, and another with another seed", () => {
    expect(traceOf(OPTIONS)).toEqual(traceOf(OPTIONS));
    expect(traceOf({ ...OPTIONS, seed: 8 })).not.toEqual(traceOf(OPTIONS));
  });

  test("has every session begin at the home page, in order, and few products that are looked at often", () => {
    const visits = traceOf(OPTIONS);
    const began = visits.filter(({ screen }) => screen === "home");
    expect(began.map(({ session }) => session)).toEqual(Array.from({ length: 200 }, (_, at) => at));
    const looked = Map.groupBy(
      visits.filter(({ screen }) => screen === "product-detail"),
      ({ rank }) => rank,
    );
    expect(looked.get(0)?.length ?? 0).toBeGreaterThan(4 * (looked.get(9)?.length ?? 0));
  });
});

describe("an HTTP cache", () => {
  /** Servers that answer with a tag, and 304 to who has it; `asked` is what came to them. */
  function servers(headers: Readonly<Record<string, string>>) {
    const asked: string[] = [];
    const client: HttpClient = {
      async send({ method, url, headers: given }, depth): Promise<Exchange> {
        asked.push(given["if-none-match"] ? "again" : "first");
        const isKnown = given["if-none-match"] === '"1"';
        return {
          method,
          url,
          status: isKnown ? 304 : 200,
          sent: { head: 100, body: 0 },
          received: { head: 100, body: isKnown ? 0 : 2 },
          headers: { etag: '"1"', ...headers },
          text: isKnown ? "" : "{}",
          depth,
          sentAt: 0,
          endedAt: 0,
        };
      },
      [Symbol.dispose]: () => {},
    };
    return { asked, client };
  }
  const get = (headers: Record<string, string> = {}) => ({ method: "GET", url: "http://shop/home", headers }) as const;

  test("answers while it is fresh, asks again when it is not, and by the clock that it was given", async () => {
    let clock = Date.UTC(2026, 0, 1);
    const { asked, client } = servers({ "cache-control": "public, max-age=60" });
    using cache = httpCache(client, { shared: true, now: () => clock });
    await cache.send(get(), 1);
    clock += 59_000;
    expect((await cache.send(get(), 1)).text).toBe("{}");
    expect(asked).toEqual(["first"]);
    clock += 2_000;
    expect((await cache.send(get(), 1)).text).toBe("{}");
    expect(asked).toEqual(["first", "again"]);
    clock += 59_000;
    await cache.send(get(), 1);
    expect(asked).toEqual(["first", "again"]);
    expect(cache.counts).toEqual({ requests: 4, hits: 2, revalidated: 1 });
  });

  test("keeps what is somebody's own for them alone, and no POST", async () => {
    const { asked, client } = servers({ "cache-control": "private, max-age=60" });
    using shared = httpCache(client, { shared: true, now: () => 0 });
    using own = httpCache(client, { shared: false, now: () => 0 });
    for (const cache of [shared, shared, own, own]) await cache.send(get(), 1);
    expect(asked).toEqual(["first", "first", "first"]);
    for (const _ of [1, 2]) await own.send({ ...get(), method: "POST", body: "{}" }, 1);
    expect(asked).toHaveLength(5);
  });

  test("has one answer for each of the headers that it varies by, and tells 304 to who has it", async () => {
    const { asked, client } = servers({ "cache-control": "public, max-age=60", vary: "accept" });
    using cache = httpCache(client, { shared: true, now: () => 0 });
    await cache.send(get({ accept: "application/json" }), 1);
    await cache.send(get({ accept: "text/csv" }), 1);
    expect(asked).toEqual(["first", "first"]);
    expect(cache.keys()).toBe(2);
    const known = await cache.send(get({ accept: "text/csv", "if-none-match": '"1"' }), 1);
    expect({ status: known.status, asked: asked.length }).toEqual({ status: 304, asked: 2 });
  });
});
