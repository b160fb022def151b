import type { HttpReply, HttpRequest } from "@threefold/http-server";
import { createVerifier, identifyCaller, type TrustedIssuer } from "@threefold/identity";

/** Lets a request in when an edge asks in its own name; answers all others itself (RFC 9457). */
export type OnlyEdges = (request: HttpRequest, reply: HttpReply) => Promise<void>;

/**
 * For paths under `/internal`, which no edge passes on: an edge is who may tell us who is asking, and asks here for
 * itself. That a person or a partner came by way of an edge is not enough.
 * @param audience this service
 */
export function onlyEdges(audience: string, issuers: readonly TrustedIssuer[]): OnlyEdges {
  const verifier = createVerifier({ audience, issuers });
  const edges = new Set(issuers.filter(({ type }) => type === "identity").map(({ issuer }) => issuer));
  return async (request, reply) => {
    const result = await identifyCaller(request.headers, verifier);
    if (!result.ok) return refuse(reply, 401, result.error.message);
    const { identity } = result.value;
    if (identity.kind === "anonymous") return refuse(reply, 401, "A token of an edge is needed.");
    if (identity.kind !== "service" || !edges.has(identity.name)) return refuse(reply, 403, "This is for edges.");
  };
}

async function refuse(reply: HttpReply, status: 401 | 403, detail: string): Promise<void> {
  const title = status === 401 ? "Unauthorized" : "Forbidden";
  await reply.code(status).type("application/problem+json").send({ type: "about:blank", title, status, detail });
}
