import { BROWSER } from "./coding.ts";
import type { Asked } from "./exchange.ts";

type Request = Pick<Asked, "headers"> & { readonly method: string };

/** By the Fetch standard: https://fetch.spec.whatwg.org/#cors-safelisted-method, #cors-safelisted-request-header. */
const METHODS: readonly string[] = ["GET", "HEAD", "POST"];
const TYPES: readonly string[] = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];
const MOST_BYTES = 128;
/** What has none of the bytes that the standard calls unsafe. */
const SAFE = /^[\t\x20-\x7e\x80-\xff]*$/;
const DELIMITER = /["():<>?@[\\\]{}]/;
const LANGUAGE = /^[0-9A-Za-z *,\-.;=]*$/;

const isSafe = (value: string): boolean => SAFE.test(value) && !DELIMITER.test(value);

const SAFELISTED: Readonly<Record<string, (value: string) => boolean>> = {
  accept: isSafe,
  "accept-language": (value) => LANGUAGE.test(value),
  "content-language": (value) => LANGUAGE.test(value),
  "content-type": (value) => isSafe(value) && TYPES.includes(value.split(";")[0]?.trim().toLowerCase() ?? ""),
  // One range, and it says where it begins.
  range: (value) => /^bytes=\d+-\d*$/.test(value),
};

/** Names of headers that a page of another origin has to ask for, in the order in which a browser asks. */
const unsafeNames = (headers: Request["headers"]): string[] =>
  Object.entries(headers)
    .filter(([name, value]) => value.length > MOST_BYTES || !SAFELISTED[name.toLowerCase()]?.(value))
    .map(([name]) => name.toLowerCase())
    .sort();

/** Whether a page of another origin would have to ask first whether it may send this. */
export const needsPreflight = ({ method, headers }: Request): boolean =>
  !METHODS.includes(method) || unsafeNames(headers).length > 0;

/** A question of a browser, and the answer to it, as text over HTTP/1.1. */
export interface Preflight {
  readonly request: string;
  readonly answer: string;
}

export interface Preflights {
  readonly count: number;
  /** Of questions and answers together, over HTTP/1.1. */
  readonly bytes: number;
}

/** A page that is somewhere else than what it asks. */
const ORIGIN = "https://shop.example";
/** As long as Chromium keeps an answer, at most: no showing takes longer. */
const MAX_AGE = 7_200;

/**
 * What a browser sends before it, and the least that a server must answer so that it goes on (the Fetch standard,
 * #cors-preflight-fetch). A method that needs no question is not in the answer.
 */
export function preflightOf({ method, url, headers }: Request & Pick<Asked, "url">): Preflight | undefined {
  if (!needsPreflight({ method, headers })) return undefined;
  const { host, pathname, search } = new URL(url);
  const names = unsafeNames(headers).join(",");
  const request = head(`OPTIONS ${pathname}${search} HTTP/1.1`, {
    host,
    connection: "keep-alive",
    ...BROWSER,
    accept: "*/*",
    origin: ORIGIN,
    "access-control-request-method": method,
    ...(names && { "access-control-request-headers": names }),
  });
  const answer = head("HTTP/1.1 204 No Content", {
    "access-control-allow-origin": ORIGIN,
    ...(!METHODS.includes(method) && { "access-control-allow-methods": method }),
    ...(names && { "access-control-allow-headers": names }),
    "access-control-max-age": String(MAX_AGE),
    date: "Sun, 01 Nov 2026 00:00:00 GMT",
    connection: "keep-alive",
  });
  return { request, answer };
}

const head = (first: string, headers: Readonly<Record<string, string>>): string =>
  `${first}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}\r\n`;

/**
 * The preflights of some requests, which follow one another: a browser keeps an answer, and asks about an address again only for a
 * header or a method that it has not asked about there (the Fetch standard, #concept-cors-preflight-cache).
 */
export function preflightsOf(requests: readonly (Request & Pick<Asked, "url">)[]): Preflights {
  const allowed = new Map<string, Set<string>>();
  let [count, bytes] = [0, 0];
  for (const request of requests) {
    const names = [...unsafeNames(request.headers), ...(METHODS.includes(request.method) ? [] : [request.method])];
    const known = allowed.get(request.url) ?? new Set<string>();
    if (names.every((name) => known.has(name))) continue;
    allowed.set(request.url, new Set([...known, ...names]));
    const preflight = preflightOf(request);
    if (preflight === undefined) continue;
    count++;
    bytes += Buffer.byteLength(preflight.request) + Buffer.byteLength(preflight.answer);
  }
  return { count, bytes };
}
