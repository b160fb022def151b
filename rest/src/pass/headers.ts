import type { IncomingHttpHeaders } from "node:http";
import { acceptedCoding, type Coding } from "@threefold/http-server";

/** What of a client's request a service hears, as it is. */
const PASSED = ["accept", "content-type", "idempotency-key", "range", "if-range", "last-event-id"] as const;

/** What of a service's answer a client hears. What belongs to one connection, or to a body that is coded anew, is not among it. */
const ANSWERED = [
  "accept-patch",
  "accept-post",
  "accept-ranges",
  "allow",
  "cache-control",
  "content-disposition",
  "content-range",
  "content-security-policy",
  "content-type",
  "last-modified",
  "link",
  "location",
  "retry-after",
  "vary",
  "www-authenticate",
  "x-content-type-options",
] as const;

const CODINGS: readonly Coding[] = ["zstd", "br", "gzip"];

/**
 * A request's headers for the service. Entity tags differ by coding, and the service knows them without: those of the
 * coding that this client gets now are passed on as the service has them, and others match nothing.
 */
export function requestHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const name of PASSED) {
    const value = headers[name];
    if (typeof value === "string") passed[name] = value;
  }
  const coding = acceptedCoding(headers["accept-encoding"]);
  const ifNoneMatch = headers["if-none-match"];
  if (ifNoneMatch !== undefined) passed["if-none-match"] = tagsFor(ifNoneMatch, coding ? [coding] : []);
  const ifMatch = headers["if-match"];
  if (ifMatch !== undefined) passed["if-match"] = tagsFor(ifMatch, CODINGS);
  return passed;
}

/** @param codings those whose tags stand for the same thing */
const tagsFor = (tags: string, codings: readonly Coding[]): string =>
  tags
    .split(",")
    .map((tag) => codings.reduce((plain, coding) => plain.replace(`-${coding}"`, '"'), tag.trim()))
    .join(", ");

/** The tag that a client sent for what the service calls by `etag`. */
export const tagSent = (ifNoneMatch: string | undefined, etag: string): string =>
  (ifNoneMatch ?? "")
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""))
    .find((tag) => CODINGS.reduce((plain, coding) => plain.replace(`-${coding}"`, '"'), tag) === etag) ?? etag;

export function answerHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const answered: Record<string, string> = {};
  for (const name of ANSWERED) {
    const value = headers[name];
    if (typeof value === "string") answered[name] = value;
  }
  return answered;
}
