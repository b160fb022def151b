import type { IncomingHttpHeaders } from "node:http";

/** How long an answer may be kept, by what its parts say. */
export interface CachePolicy {
  /** Seconds. 0 when it may not be kept. */
  readonly maxAge: number;
  /** Whether every part said that it is the same for everybody. */
  readonly isPublic: boolean;
}

/** Learns of the parts as they come. */
export interface CachePolicyCollector {
  readonly policy: CachePolicy;
  add(headers: IncomingHttpHeaders): void;
}

/** An answer is kept as long as the least of its parts; one without parts is not kept. */
export const collectCachePolicy = (): CachePolicyCollector => new Collector();

// A class, as all that is made for each request: an object of functions of its own costs several times as much.
class Collector implements CachePolicyCollector {
  #maxAge: number | undefined;
  #isPublic = true;

  get policy(): CachePolicy {
    return { maxAge: this.#maxAge ?? 0, isPublic: this.#isPublic && this.#maxAge !== undefined };
  }

  add(headers: IncomingHttpHeaders): void {
    const part = cachePolicyOf(headers);
    this.#maxAge = Math.min(part.maxAge, this.#maxAge ?? Number.POSITIVE_INFINITY);
    this.#isPublic &&= part.isPublic;
  }
}

/** One part, by its Cache-Control and Age (RFC 9111, sections 5.1 and 5.2.2): not kept at all unless it says so. */
export function cachePolicyOf(headers: IncomingHttpHeaders): CachePolicy {
  const header = headers["cache-control"];
  if (header === undefined) return { maxAge: 0, isPublic: false };
  // One that came in several lines is a list, whatever its type says: undici joins none.
  const directives = String(header)
    .toLowerCase()
    .split(",")
    .map((directive) => directive.trim());
  const forbidden = directives.includes("no-store") || directives.includes("no-cache");
  const seconds = secondsOf(directives, MAX_AGE);
  // Who keeps the answer may be a cache for many, which must not keep it longer.
  const shared = secondsOf(directives, SHARED_MAX_AGE) ?? Number.POSITIVE_INFINITY;
  const age = /^\d{1,10}$/.test(headers.age ?? "") ? Number(headers.age) : 0;
  return {
    maxAge: forbidden || seconds === undefined ? 0 : Math.max(0, Math.min(seconds, shared) - age),
    isPublic: directives.includes("public") && !directives.includes("private"),
  };
}

const MAX_AGE = /^max-age=(\d{1,10})$/;
const SHARED_MAX_AGE = /^s-maxage=(\d{1,10})$/;

function secondsOf(directives: readonly string[], directive: RegExp): number | undefined {
  const digits = directives.map((text) => directive.exec(text)?.[1]).find(Boolean);
  return digits === undefined ? undefined : Number(digits);
}
