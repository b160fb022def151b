import { hash } from "node:crypto";
import type { Coding } from "./content-coding.ts";

/** An answer's entity tag: another one for each coding, since their bytes differ (RFC 9110, section 8.8.3.3). */
export const etagOf = (text: string, coding: Coding | undefined): string =>
  `"${hash("sha256", text, "base64url").slice(0, 22)}${coding === undefined ? "" : `-${coding}`}"`;

/** Whether the client has this answer already (RFC 9110, section 13.1.2: by weak comparison). */
export function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch === "*" || ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}
