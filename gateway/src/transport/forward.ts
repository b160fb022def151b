import { IDENTITY_HEADER } from "@threefold/identity";
import type { FastifyRequest } from "fastify";

/** A W3C trace context: version, trace, parent, flags (https://www.w3.org/TR/trace-context/#traceparent-header). */
const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** What is never a client's to say to a subgraph: the connection's own, the body's, cookies, and who asks. */
const NEVER = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "cookie",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  IDENTITY_HEADER,
]);

/** Whether a header may be let through to subgraphs at all. `name` is in lower case. */
export const isForwardable = (name: string): boolean => /^[a-z0-9-]+$/.test(name) && !NEVER.has(name);

/** The headers that go with every request to a subgraph: the request's id, its trace, and those let through by name. */
export function forwardedHeaders(request: FastifyRequest, names: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = { "x-request-id": request.id };
  const { traceparent, tracestate } = request.headers;
  if (typeof traceparent === "string" && TRACEPARENT.test(traceparent)) {
    headers["traceparent"] = traceparent;
    if (typeof tracestate === "string") headers["tracestate"] = tracestate;
  }
  for (const name of names) {
    const value = request.headers[name];
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return headers;
}
