import type { IncomingHttpHeaders } from "node:http";
import { API_KEY_HEADER } from "@threefold/identity";
import type { Caller } from "./identity.ts";

/** Headers by which a client may say who it is, also in `connection_init`. */
export const CREDENTIALS: readonly string[] = ["authorization", API_KEY_HEADER];

/** Says of a request whether its answer may be for whoever sent it, and for nobody else. */
export type IsPersonal = (caller: Caller, headers: IncomingHttpHeaders) => boolean;

/**
 * An answer is personal when somebody in particular asks, or subgraphs get a credential of which this gateway knows
 * nothing.
 * @param forwarded names of clients' headers that subgraphs get, in lower case
 */
export function createIsPersonal(forwarded: readonly string[]): IsPersonal {
  const credentials = CREDENTIALS.filter((name) => forwarded.includes(name));
  return (caller, headers) => !caller.anonymous || credentials.some((name) => headers[name] !== undefined);
}
