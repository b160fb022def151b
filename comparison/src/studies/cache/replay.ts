import { screen as home } from "../../../screens/home/screen.ts";
import { screen as productDetail } from "../../../screens/product-detail/screen.ts";
import { screen as productList } from "../../../screens/product-list/screen.ts";
import { screen as searchAutocomplete } from "../../../screens/search-autocomplete/screen.ts";
import { type Places, recordApi } from "../../client/api.ts";
import type { RungName, Screen, Subject } from "../../screen.ts";
import { NOBODY } from "../../system/others.ts";
import { type HttpCache, httpCache } from "../http-cache.ts";
import { origin } from "./origin.ts";
import type { Visit } from "./trace.ts";

/** What became of a trace on one rung. */
export interface Replayed {
  readonly rung: RungName;
  /** What screens asked for, and what browsers had of it themselves. */
  readonly requests: number;
  readonly ownHits: number;
  /** What came to the shared cache, and what it answered by itself. */
  readonly sharedRequests: number;
  readonly sharedHits: number;
  /** What came to the servers; of those, what they answered by 304; and all bytes between them and the cache, over HTTP/1.1. */
  readonly originRequests: number;
  readonly notModified: number;
  readonly originBytes: number;
  /** Answers that the shared cache keeps at the end. */
  readonly keys: number;
  /** Per cent of the requests to the shared cache that it answered by itself, after so many sessions had begun. */
  readonly curve: readonly (readonly [sessions: number, percent: number])[];
  /** Of all this, what the home page alone had of it. */
  readonly home: Pick<Replayed, "sharedRequests" | "sharedHits" | "originBytes">;
}

const SCREENS = {
  home,
  "product-list": productList,
  "product-detail": productDetail,
  "search-autocomplete": searchAutocomplete,
} as unknown as Readonly<Record<Visit["screen"], Screen>>;

const MARKS = [10, 20, 50, 100, 200, 350, 500, 700];

export interface ReplayOptions {
  readonly places: Places;
  readonly subject: Subject;
  readonly registered: Set<string>;
  readonly products: readonly string[];
  readonly words: readonly string[];
  readonly signal: AbortSignal;
}

/** Replays a trace on one rung: each person's browser keeps what it may, and one shared cache stands before the servers. */
export async function replay(rung: RungName, trace: readonly Visit[], options: ReplayOptions): Promise<Replayed> {
  const { places, subject, registered, products, words, signal } = options;
  let clock = Date.UTC(2026, 10, 1);
  const now = () => clock;
  const began = clock;
  using servers = origin();
  const shared = httpCache(servers, { shared: true, now });
  const browsers = new Map<number, HttpCache>();
  const marks = [...MARKS];
  const curve: [number, number][] = [];
  const soFar = () => ({
    sharedRequests: shared.counts.requests,
    sharedHits: shared.counts.hits,
    originBytes: servers.counts.bytes,
  });
  let ofHome = { sharedRequests: 0, sharedHits: 0, originBytes: 0 };
  const mark = (sessions: number) => {
    curve.push([sessions, percent(shared.counts.hits, shared.counts.requests)]);
    marks.shift();
  };
  for (const { at, session, person, screen, rank } of trace) {
    if (signal.aborted) break;
    if (session === marks[0]) mark(session);
    clock = began + at;
    const browser = browsers.get(person) ?? httpCache(shared, { shared: false, now });
    browsers.set(person, browser);
    const api = recordApi({ places, token: undefined, registered, client: browser });
    const about = { ...subject, productId: products[rank] ?? subject.productId, search: words[rank] ?? subject.search };
    const before = soFar();
    await SCREENS[screen].rungs[rung].fetch(api, about, NOBODY);
    if (screen === "home") ofHome = plus(ofHome, before, soFar());
  }
  mark(trace.reduce((most, { session }) => Math.max(most, session + 1), 0));
  const own = [...browsers.values()].map(({ counts }) => counts);
  return {
    rung,
    requests: own.reduce((sum, { requests }) => sum + requests, 0),
    ownHits: own.reduce((sum, { hits }) => sum + hits, 0),
    ...soFar(),
    originRequests: servers.counts.requests,
    notModified: servers.counts.notModified,
    keys: shared.keys(),
    curve,
    home: ofHome,
  };
}

/** What is counted, and what came to it since. */
const plus = (counted: Replayed["home"], before: Replayed["home"], after: Replayed["home"]): Replayed["home"] => ({
  sharedRequests: counted.sharedRequests + after.sharedRequests - before.sharedRequests,
  sharedHits: counted.sharedHits + after.sharedHits - before.sharedHits,
  originBytes: counted.originBytes + after.originBytes - before.originBytes,
});

export const percent = (part: number, all: number): number => (all === 0 ? 0 : Math.round((1_000 * part) / all) / 10);
