import CachePolicy from "http-cache-semantics";
import { BROWSER } from "../client/coding.ts";
import type { Exchange } from "../client/exchange.ts";
import type { HttpCall, HttpClient } from "../client/http.ts";

export interface HttpCacheOptions {
  /** Whether many people's answers are in it (RFC 9111, section 3). */
  readonly shared: boolean;
  /** Milliseconds, by the clock of whoever replays something. */
  readonly now: () => number;
}

/** What a cache has done so far. */
export interface CacheCounts {
  /** Requests that came to it. */
  requests: number;
  /** Those that it answered by itself. */
  hits: number;
  /** Those that it asked about, and was told that what it had still holds. */
  revalidated: number;
}

export interface HttpCache extends HttpClient {
  readonly counts: Readonly<CacheCounts>;
  /** Answers that are kept. */
  keys(): number;
}

interface Entry {
  policy: CachePolicy;
  exchange: Exchange;
}

/** An HTTP cache by RFC 9111 between a client and what is behind it, which is asked for what the cache may not answer. */
export function httpCache(behind: HttpClient, { shared, now }: HttpCacheOptions): HttpCache {
  class Policy extends CachePolicy {
    // Its own way to another clock, which its types leave out.
    now(): number {
      return now();
    }
  }
  const entries = new Map<string, Entry[]>();
  const counts: CacheCounts = { requests: 0, hits: 0, revalidated: 0 };

  const keep = (key: string, request: CachePolicy.HttpRequest, exchange: Exchange): void => {
    const policy = new Policy(
      request,
      { status: exchange.status, headers: dated(exchange.headers, now()) },
      { shared },
    );
    if (!policy.storable()) return;
    // One variant takes the place of what had the same headers that it varies by.
    const others = (entries.get(key) ?? []).filter((entry) => !matches(entry.policy, request));
    entries.set(key, [...others, { policy, exchange }]);
  };

  return {
    counts,
    keys: () => [...entries.values()].reduce((sum, variants) => sum + variants.length, 0),
    async send(call, depth) {
      counts.requests++;
      // What QUERY is answered may be kept as GET's is, under its body too (RFC 10008).
      const request = { method: "GET", url: call.url, headers: { ...BROWSER, ...call.headers } };
      const key = call.method === "QUERY" ? `${call.url}\n${call.body ?? ""}` : call.url;
      const asked = call.headers["if-none-match"];
      // A stored answer to POST would answer GET only (RFC 9110, section 9.3.3).
      if (call.method === "POST") return behind.send(call, depth);
      const entry = entries.get(key)?.find(({ policy }) => matches(policy, request));
      if (entry?.policy.satisfiesWithoutRevalidation(request)) {
        counts.hits++;
        return told(entry.exchange, asked, depth);
      }
      const etag = entry?.exchange.headers["etag"];
      const exchange = await behind.send(etag === undefined ? call : withTag(call, etag), depth);
      if (exchange.status === 304 && entry && etag !== undefined) {
        counts.revalidated++;
        entry.policy = new Policy(
          request,
          { status: entry.exchange.status, headers: dated({ ...entry.exchange.headers, ...exchange.headers }, now()) },
          { shared },
        );
        return told(entry.exchange, asked, depth);
      }
      if (exchange.status !== 304) keep(key, request, exchange);
      return asked === undefined ? exchange : told(exchange, asked, depth);
    },
    [Symbol.dispose]: () => {},
  };
}

/** By the headers that the answer varies by, and not by its age. */
function matches(policy: CachePolicy, request: CachePolicy.HttpRequest): boolean {
  const { vary } = policy.responseHeaders();
  const names = typeof vary === "string" ? vary.split(",").map((name) => name.trim().toLowerCase()) : [];
  const stored = (policy.toObject() as { reqh?: CachePolicy.Headers }).reqh;
  return names.every((name) => stored?.[name] === request.headers[name]);
}

/** The answer's age is counted by the clock of the replay. */
const dated = (headers: Readonly<Record<string, string>>, now: number) => ({
  ...headers,
  date: new Date(now).toUTCString(),
});

const withTag = (call: HttpCall, etag: string): HttpCall => ({
  ...call,
  headers: { ...call.headers, "if-none-match": etag },
});

/** 304 for whoever has it already. */
function told(exchange: Exchange, asked: string | undefined, depth: number): Exchange {
  if (asked === undefined || asked !== exchange.headers["etag"]) return { ...exchange, depth };
  return { ...exchange, status: 304, text: "", received: { head: exchange.received.head, body: 0 }, depth };
}
