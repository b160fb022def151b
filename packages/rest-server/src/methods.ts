import type { FastifyInstance, HTTPMethods } from "fastify";
import { HttpProblem } from "./problems.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

/**
 * Every path that has a route answers every method: OPTIONS with what there is (`Allow`, `Accept-Patch`), and a method that
 * it has not with 405. Call it before the first route, and what it gives after the last.
 */
export function answerAllMethods(app: FastifyInstance): () => void {
  const byPath = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ path, method }) => {
    const known = byPath.get(path) ?? new Set();
    for (const each of [method].flat()) known.add(each);
    byPath.set(path, known);
  });
  return () => {
    for (const [url, known] of [...byPath]) addRest(app, url, known);
  };
}

function addRest(app: FastifyInstance, url: string, known: ReadonlySet<string>): void {
  if (known.has("OPTIONS")) return;
  const offered = [...METHODS.filter((method) => known.has(method)), "OPTIONS"];
  const headers = {
    allow: offered.join(", "),
    ...(known.has("PATCH") && { "accept-patch": "application/merge-patch+json" }),
  };
  app.route({
    method: "OPTIONS",
    url,
    schema: { hide: true },
    handler: (_request, reply) => reply.code(204).headers(headers).send(),
  });
  const missing = METHODS.filter((method) => !known.has(method)) as HTTPMethods[];
  if (missing.length === 0) return;
  app.route({
    method: missing,
    url,
    exposeHeadRoute: false,
    schema: { hide: true },
    onRequest: async (request) => {
      throw new HttpProblem("method-not-allowed", `${request.method} is not among ${offered.join(", ")}.`, { headers });
    },
    handler: () => {},
  });
}
