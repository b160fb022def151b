import { createHttpClient, type HttpClient } from "../../client/http.ts";
import { steadied } from "../../client/steady.ts";
import { wireOf } from "../counted.ts";
import { httpCache } from "../http-cache.ts";

/** What went over the wire since counting began, by HTTP/1.1, both ways. */
export interface Moved {
  readonly requests: number;
  readonly wire: number;
  readonly notModified: number;
}

/** A browser's way to the network, through its cache. */
export interface Network extends Disposable {
  readonly browser: HttpClient;
  /** Past the cache, as what is no GET goes. */
  readonly past: HttpClient;
  /** What has this path, whatever its query, is asked about from now on even where the cache has it: what it says has changed. */
  doubt(pathname: string): void;
  /** What was moved since this was asked last. */
  moved(): Moved;
}

export function openNetwork(now: () => number, steady: (text: string) => string): Network {
  const network = createHttpClient();
  const doubtful = new Set<string>();
  let moved = { requests: 0, wire: 0, notModified: 0 };
  const past: HttpClient = {
    async send(call, depth) {
      const exchange = steadied(await network.send(call, depth), steady);
      moved = {
        requests: moved.requests + 1,
        wire: moved.wire + wireOf([exchange]),
        notModified: moved.notModified + Number(exchange.status === 304),
      };
      return exchange;
    },
    [Symbol.dispose]: () => {},
  };
  const cache = httpCache(past, { shared: false, now });
  return {
    past,
    browser: {
      send(call, depth) {
        // As `fetch` with `cache: "no-cache"`.
        const headers = doubtful.has(new URL(call.url).pathname)
          ? { ...call.headers, "cache-control": "max-age=0" }
          : call.headers;
        return cache.send({ ...call, headers }, depth);
      },
      [Symbol.dispose]: () => {},
    },
    doubt: (pathname) => void doubtful.add(pathname),
    moved() {
      const since = moved;
      moved = { requests: 0, wire: 0, notModified: 0 };
      return since;
    },
    [Symbol.dispose]: () => network[Symbol.dispose](),
  };
}
