import results from "../results.json";

/** A question beside the screens, with what was expected before it was measured. */
export interface Study<Result = unknown> {
  readonly study: string;
  readonly title: string;
  readonly question: string;
  readonly expected: string;
  readonly why: string;
  readonly commit?: string;
  readonly found: string;
  readonly hit: boolean;
  readonly result: Result;
}

export interface CacheResult {
  readonly trace: { readonly sessions: number; readonly visits: number };
  readonly rungs: readonly {
    readonly rung: string;
    readonly sharedRequests: number;
    readonly originRequests: number;
    readonly notModified: number;
    /** After so many sessions, so many per cent were answered by the cache. */
    readonly curve: readonly (readonly [sessions: number, percent: number])[];
  }[];
}

interface Asked {
  readonly wire: number;
  readonly ms: number;
}

export interface WidthResult {
  readonly rows: number;
  readonly shown: number;
  readonly steps: readonly {
    readonly width: number;
    readonly whole: Asked;
    readonly chosen: Asked;
    readonly query: Asked;
  }[];
}

/** Some requests, documents or answers, and their bytes together. */
interface Weighed {
  readonly count: number;
  readonly bytes: number;
}

interface Looked {
  readonly requests: number;
  readonly wire: number;
  readonly notModified: number;
  /** What a browser would ask first if the page were of another origin: in no other count. */
  readonly preflights: Weighed;
}

export interface SessionResult {
  readonly screens: number;
  readonly rows: readonly {
    readonly rung: string;
    readonly clientCache: boolean;
    readonly first: Looked;
    readonly second: Looked;
    /** What a gateway must know before: in no other count. */
    readonly documents?: Weighed;
  }[];
}

export interface Spent {
  readonly wire: number;
  /** The same with the bodies as they are uncoded. */
  readonly uncoded: number;
  readonly statements: number;
  readonly subrequests: number;
  readonly subrequestBytes: number;
}

export interface TaxResult {
  readonly screens: readonly {
    readonly screen: string;
    /** G1, answered by one process and by the gateway. */
    readonly monolith: Spent;
    readonly gateway: Spent;
    /** R1, asked of the services and of the edge: of screens that nobody signs in for. */
    readonly direct?: Spent;
    readonly edge?: Spent;
  }[];
}

interface Level {
  readonly requests: number;
  readonly wire: number;
  /** Of the answers, uncoded. */
  readonly body: number;
  readonly statements: number;
}

interface Step {
  readonly products: number;
  readonly others: number;
  readonly level: number;
  readonly adds: string;
  readonly rest: Level;
  /** Not there where it is refused. */
  readonly graphql?: Level & { readonly estimated: number };
  readonly refusal?: string;
}

export interface DepthResult {
  /** Level by level. */
  readonly steps: readonly Step[];
  /** More and more of everything, at one level. */
  readonly wider: readonly Step[];
}

export interface FailureResult {
  readonly service: string;
  readonly screens: readonly {
    readonly screen: string;
    readonly lines: number;
    readonly rungs: readonly { readonly rung: string; readonly whole: number; readonly inPart: number }[];
  }[];
}

/** How many files and lines one rung changes. */
export interface Touched {
  readonly rung: string;
  readonly client: number;
  readonly server: number;
  readonly generated: number;
  readonly lines: number;
  readonly services: readonly string[];
  /** Its document is another, and must be published to the gateway; absent where it is not. */
  readonly publishes?: true;
}

export interface ChangeResult {
  readonly changes: readonly { readonly change: string; readonly title: string; readonly rungs: readonly Touched[] }[];
}

interface Moved {
  readonly requests: number;
  readonly wire: number;
  readonly notModified: number;
}

interface Write {
  readonly write: Moved;
  /** Until every screen that shows what changed was right again. */
  readonly after: Moved;
}

export interface WritesResult {
  readonly rows: readonly { readonly rung: string; readonly cart: Write; readonly order: Write }[];
}

interface Visited {
  readonly wire: number;
  /** Requests that reached the gateway, and those of them that were answered 304. */
  readonly asked: number;
  readonly notModified: number;
}

export interface QueryMethodResult {
  readonly screens: readonly string[];
  readonly rows: readonly {
    readonly way: string;
    readonly first: Visited;
    /** A second later. */
    readonly again: Visited;
    /** Another person, then. */
    readonly neighbour: Visited;
    /** The first one, an hour later. */
    readonly later: Visited;
    readonly preflight: boolean;
  }[];
}

/** What it costs to be told nothing, by the way of being told. */
interface Idle {
  readonly way: string;
  readonly title: string;
  /** Seconds between two heartbeats or polls, and bytes of each. */
  readonly every: number;
  readonly bytes: number;
  readonly perHour: number;
}

export const idle: readonly Idle[] = results.idle;

// Each study's result has a shape of its own, as `npm run compare -- --write` writes it.
const written = results.studies as unknown as readonly Study[];

const find = <Result>(name: string): Study<Result> | undefined =>
  written.find(({ study }) => study === name) as Study<Result> | undefined;

export const cache = find<CacheResult>("cache");
export const width = find<WidthResult>("width");
export const session = find<SessionResult>("session");
export const tax = find<TaxResult>("tax");
export const depth = find<DepthResult>("depth");
export const failure = find<FailureResult>("failure");
export const change = find<ChangeResult>("change");
export const queryMethod = find<QueryMethodResult>("query-method");
export const writes = find<WritesResult>("writes");
