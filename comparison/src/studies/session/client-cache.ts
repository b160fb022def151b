import { InMemoryCache } from "@apollo/client/cache";
import { type DocumentNode, parse, print } from "graphql";
import type { Api } from "../../screen.ts";

/** Milliseconds in which what a REST client has is not asked for again, as TanStack Query's `staleTime`. */
const STALE_MS = 60_000;

/**
 * The cache in memory that clients of each style use, in front of an API: answers by their URL for REST, and Apollo's normalised
 * cache for GraphQL, with its policy `cache-first`. It lasts as long as the page is open.
 */
export function withClientCache(api: () => Api, now: () => number): Api {
  const answers = new Map<string, { readonly at: number; readonly body: Promise<unknown> }>();
  const cache = new InMemoryCache();
  const documents = new Map<string, DocumentNode>();

  const byUrl = (path: string): Promise<unknown> => {
    const before = answers.get(path);
    if (before && now() - before.at < STALE_MS) return before.body;
    const body = api().get(path);
    answers.set(path, { at: now(), body });
    return body;
  };
  const normalised = async (
    text: string,
    variables: object,
    ask: (text: string, variables: object) => Promise<unknown>,
  ): Promise<unknown> => {
    // It asks for the type of everything, to know things by type and id.
    const query = documents.get(text) ?? cache.transformDocument(parse(text));
    documents.set(text, query);
    const read = () => cache.diff<object>({ query, variables, optimistic: false, returnPartialData: true });
    const known = read();
    if (known.complete) return known.result;
    const result = (await ask(print(query), variables)) as object;
    cache.write({ query, variables, result, dataId: "ROOT_QUERY" });
    return result;
  };
  return {
    ...api(),
    get: byUrl,
    query: (text, variables = {}) => normalised(text, variables, (...asked) => api().query(...asked)),
    trusted: (text, variables = {}) => normalised(text, variables, (...asked) => api().trusted(...asked)),
  };
}
