import { createHttpClient, type HttpClient } from "../../client/http.ts";

export interface Origin extends HttpClient {
  readonly counts: { requests: number; bytes: number; notModified: number };
}

/**
 * The servers themselves, which are asked once for each different request: data that nobody changes answer the next alike, and
 * only count.
 */
export function origin(): Origin {
  const client = createHttpClient();
  const known = new Map<string, ReturnType<HttpClient["send"]>>();
  const counts = { requests: 0, bytes: 0, notModified: 0 };
  return {
    counts,
    async send(call, depth) {
      const key = JSON.stringify([call.method, call.url, call.body, call.headers]);
      const before = known.get(key) ?? client.send(call, depth);
      known.set(key, before);
      const exchange = await before;
      const { sent, received } = exchange;
      counts.requests++;
      counts.bytes += sent.head + sent.body + received.head + received.body;
      if (exchange.status === 304) counts.notModified++;
      return { ...exchange, depth };
    },
    [Symbol.dispose]: () => client[Symbol.dispose](),
  };
}
