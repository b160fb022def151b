import results from "./results.json";

/** A question beside the screens, with what was expected before it was measured. */
export interface Study<Result = unknown> {
  readonly study: string;
  readonly title: string;
  readonly question: string;
  readonly expected: string;
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

export interface SessionResult {
  readonly screens: number;
  readonly rows: readonly {
    readonly rung: string;
    readonly clientCache: boolean;
    readonly first: { readonly requests: number; readonly wire: number };
    readonly second: { readonly requests: number; readonly wire: number; readonly notModified: number };
  }[];
}

// Each study's result has a shape of its own, as `npm run compare -- --write` writes it.
const written = results.studies as unknown as readonly Study[];

const find = <Result>(name: string): Study<Result> | undefined =>
  written.find(({ study }) => study === name) as Study<Result> | undefined;

export const cache = find<CacheResult>("cache");
export const width = find<WidthResult>("width");
export const session = find<SessionResult>("session");
