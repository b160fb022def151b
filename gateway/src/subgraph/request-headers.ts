import type { IdentityHeaders } from "../identity/identity.ts";
import type { OperationKind } from "./client.ts";
import type { OperationContext } from "./context.ts";
import { type ApplyHeaderRules, compileHeaderRules, type HeaderRuleSet } from "./header-rules.ts";

const ACCEPT = "application/graphql-response+json, application/json;q=0.9";

/** Makes the headers of a request to one subgraph: but for the deadline, which each attempt has its own of. */
export type MakeHeaders = (
  kind: OperationKind,
  context: OperationContext,
) => Record<string, string> | Promise<Record<string, string>>;

export function createHeaders(subgraph: string, rules: HeaderRuleSet): MakeHeaders {
  const apply: ApplyHeaderRules = compileHeaderRules(rules, subgraph);
  return (kind, { caller, origin, headers: client, trace }) => {
    const headers: Record<string, string> = { "x-request-id": origin.requestId, traceparent: trace.traceparent };
    if (trace.tracestate !== undefined) headers["tracestate"] = trace.tracestate;
    apply(client, headers);
    // Last, so that no rule stands above them.
    const identity = caller.headersFor(subgraph, kind === "mutation" ? "write" : "read", origin);
    return identity instanceof Promise ? identity.then((told) => complete(headers, told)) : complete(headers, identity);
  };
}

function complete(headers: Record<string, string>, identity: IdentityHeaders): Record<string, string> {
  for (const name in identity) headers[name] = identity[name] ?? "";
  headers["content-type"] = "application/json";
  headers["accept"] = ACCEPT;
  return headers;
}
