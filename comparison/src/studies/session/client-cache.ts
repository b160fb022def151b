import type { Api } from "../../screen.ts";
import { normalisedCache } from "../normalised-cache.ts";

/** Milliseconds in which what a REST client has is not asked for again, as TanStack Query's `staleTime`. */
const STALE_MS = 60_000;

/**
 * The cache in memory that clients of each style use, in front of an API: answers by their URL for REST, and Apollo's normalised
 * cache for GraphQL, with its policy `cache-first`. It lasts as long as the page is open.
 */
export function withClientCache(api: () => Api, now: () => number): Api {
  const answers = new Map<string, { readonly at: number; readonly body: Promise<unknown> }>();
  const cache = normalisedCache();

  const byUrl = (path: string): Promise<unknown> => {
    const before = answers.get(path);
    if (before && now() - before.at < STALE_MS) return before.body;
    const body = api().get(path);
    answers.set(path, { at: now(), body });
    return body;
  };
  const cached: Api = {
    ...api(),
    aside: () => cached,
    get: byUrl,
    query: (text, variables = {}) => cache.known(text, variables, (...asked) => api().query(...asked)),
    trusted: (text, variables = {}) => cache.known(text, variables, (...asked) => api().trusted(...asked)),
  };
  return cached;
}
