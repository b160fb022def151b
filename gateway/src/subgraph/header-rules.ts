import type { IncomingHttpHeaders } from "node:http";
import { IDENTITY_HEADER } from "@threefold/identity";
import { DEADLINE_HEADER } from "./deadline.ts";

/** Which headers go with the requests to a subgraph. The case of names does not matter. */
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

/** Whether it can be a header's value as it is: nothing in it begins another line. */
export const isHeaderValue = (value: string): boolean => /^[\x20-\x7e]*$/.test(value);

/** Whether a header of a client's can have such a value (RFC 9110, section 5.5). Those that came as headers do. */
export const isFieldValue = (value: string): boolean => /^[\x20-\x7e\x80-\xff]*$/.test(value);

/**
 * Every header of clients that some subgraph gets, in lower case: what answers depend on.
 * @throws TypeError for a rule that may not be
 */
export function forwardedNames(rules: HeaderRuleSet): string[] {
  const { all, bySubgraph } = checked(rules);
  return [...new Set([all, ...Object.values(bySubgraph)].flatMap(({ forward = [] }) => forward))];
}

/** Writes into `headers` what the rules say of a client's. */
export type ApplyHeaderRules = (client: IncomingHttpHeaders, headers: Record<string, string>) => void;

/**
 * The rules of one subgraph, those for all first: forwarded, then removed, then set.
 * @throws TypeError for a rule that may not be, of whichever subgraph
 */
export function compileHeaderRules(ruleSet: HeaderRuleSet, subgraph: string): ApplyHeaderRules {
  const { all, bySubgraph } = checked(ruleSet);
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

/** Rules come from a configuration that has looked at them, and from code that has not. */
function checked({ all, bySubgraph }: HeaderRuleSet): HeaderRuleSet {
  const entries = Object.entries(bySubgraph);
  return {
    all: checkedRules(all, "all"),
    bySubgraph: Object.fromEntries(entries.map(([name, rules]) => [name, checkedRules(rules, `bySubgraph.${name}`)])),
  };
}

function checkedRules({ forward = [], set = {}, remove = [] }: HeaderRules, of: string): HeaderRules {
  const named = (given: string, rule: string): string => {
    const name = given.toLowerCase();
    if (isForwardable(name)) return name;
    throw new TypeError(
      `subgraphs.headers.${of}.${rule} has ${JSON.stringify(given)}: expected headers that a subgraph may be sent (not of the connection, cookies or identity)`,
    );
  };
  const valued = (name: string, value: string): string => {
    if (isHeaderValue(value)) return value;
    throw new TypeError(
      `subgraphs.headers.${of}.set has for ${name} a value that is not of printable ASCII characters`,
    );
  };
  return {
    forward: forward.map((name) => named(name, "forward")),
    set: Object.fromEntries(Object.entries(set).map(([name, value]) => [named(name, "set"), valued(name, value)])),
    remove: remove.map((name) => named(name, "remove")),
  };
}
