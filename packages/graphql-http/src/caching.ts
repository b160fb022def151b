import { hash } from "node:crypto";
import type { Coding } from "./coding.ts";
import type { ExecutorAnswer } from "./executor.ts";

const NOT_KEPT = "private, no-store";

/** Cache-Control of an answer: kept only when all of it is for everybody, nothing failed and nobody in particular asked. */
export function cacheControlOf({ outcome, cachePolicy, headers }: ExecutorAnswer, personal: boolean): string {
  const given = headers?.["cache-control"];
  if (given !== undefined) return given;
  if (personal || outcome !== "complete" || !cachePolicy?.isPublic || cachePolicy.maxAge === 0) return NOT_KEPT;
  return `max-age=${cachePolicy.maxAge}, public`;
}

/** An answer's entity tag: another one for each coding, since their bytes differ (RFC 9110, section 8.8.3.3). */
export const etagOf = (text: string, coding: Coding | undefined): string =>
  `"${hash("sha256", text, "base64url").slice(0, 22)}${coding === undefined ? "" : `-${coding}`}"`;

/** Whether the client has this answer already (RFC 9110, section 13.1.2: by weak comparison). */
export function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch === "*" || ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}
