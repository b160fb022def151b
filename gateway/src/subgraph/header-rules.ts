import type { IncomingHttpHeaders } from "node:http";
import { IDENTITY_HEADER } from "@threefold/identity";
import { DEADLINE_HEADER } from "./deadline.ts";

/** Which headers go with the requests to a subgraph. Names are in lower case. */
export interface HeaderRules {
  /** Headers of the client that the subgraph gets too. */
  readonly forward?: readonly string[] | undefined;
  /** Headers with a value of their own, whatever the client sent. */
  readonly set?: Readonly<Record<string, string>> | undefined;
  /** Headers that the subgraph does not get, though the gateway would send them (`x-request-id`, `traceparent`, …). */
  readonly remove?: readonly string[] | undefined;
}

/** By name, over what holds for all. */
export interface HeaderRuleSet {
  readonly all: HeaderRules;
  readonly bySubgraph: Readonly<Record<string, HeaderRules>>;
}

/** What no rule may touch: the connection's own (RFC 9110, section 7.6.1), the body's, cookies, and who asks. */
const NEVER = new Set([
  "accept",
  "accept-encoding",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "cookie",
  "expect",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "x-threefold-fault",
  DEADLINE_HEADER,
  IDENTITY_HEADER,
]);

/** Whether a header may be let through to subgraphs at all. `name` is in lower case. */
export const isForwardable = (name: string): boolean => /^[a-z0-9-]+$/.test(name) && !NEVER.has(name);

/** Every header of clients that some subgraph gets: what answers depend on. */
export function forwardedNames({ all, bySubgraph }: HeaderRuleSet): string[] {
  return [...new Set([all, ...Object.values(bySubgraph)].flatMap(({ forward = [] }) => forward))];
}

/** Writes into `headers` what the rules say of a client's. */
export type ApplyHeaderRules = (client: IncomingHttpHeaders, headers: Record<string, string>) => void;

/** The rules of one subgraph, those for all first: forwarded, then removed, then set. */
export function compileHeaderRules({ all, bySubgraph }: HeaderRuleSet, subgraph: string): ApplyHeaderRules {
  const rules = [all, bySubgraph[subgraph] ?? {}];
  const forward = [...new Set(rules.flatMap(({ forward = [] }) => forward))];
  const remove = rules.flatMap(({ remove = [] }) => remove);
  const set = rules.flatMap(({ set = {} }) => Object.entries(set));
  return (client, headers) => {
    for (const name of forward) {
      const value = client[name];
      if (value === undefined || isOfConnection(name, client)) continue;
      headers[name] = typeof value === "string" ? value : value.join(", ");
    }
    for (const name of remove) delete headers[name];
    for (const [name, value] of set) headers[name] = value;
  };
}

/** A client may declare any header to be the connection's own. */
function isOfConnection(name: string, { connection }: IncomingHttpHeaders): boolean {
  if (connection === undefined || connection === "keep-alive" || connection === "close") return false;
  return connection
    .toLowerCase()
    .split(",")
    .some((token) => token.trim() === name);
}
