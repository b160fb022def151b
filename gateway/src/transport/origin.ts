import type { IncomingHttpHeaders } from "node:http";

/**
 * Whether a page may open a WebSocket: browsers ask nobody before they do, and say only where the page is from. Programs
 * say nothing. Pages of the host that is connected to may always.
 */
export function isAllowedOrigin({ origin, host }: IncomingHttpHeaders, allowed: readonly string[] | "*"): boolean {
  if (origin === undefined || allowed === "*" || allowed.includes(origin)) return true;
  return URL.parse(origin)?.host === host;
}
