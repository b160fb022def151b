import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

const WELL_FORMED = /^[\w-]{8,64}$/;

/** The id that a request brought, when it is well formed; else a new one. It goes into logs, and on to other services. */
export function requestIdOf({ "x-request-id": given }: IncomingHttpHeaders): string {
  return typeof given === "string" && WELL_FORMED.test(given) ? given : randomUUID();
}
