import type { FastifyInstance } from "fastify";
import type { Generations } from "../supergraph/generations.ts";
import type { Reloader } from "../supergraph/reload.ts";

/** `GET /supergraph`: which supergraph is served, since when, and, where errors are detailed, why a newer one is not. */
export function addSupergraphStatus(
  app: FastifyInstance,
  { generations, reloader, detailed }: { generations: Generations; reloader: Reloader; detailed: boolean },
): void {
  app.get("/supergraph", async (_request, reply) => {
    const { supergraph, loadedAt } = generations.current;
    const { refused } = reloader;
    reply.header("cache-control", "no-store");
    return {
      id: supergraph.id,
      loadedAt: loadedAt.toISOString(),
      ageSeconds: Math.floor((Date.now() - loadedAt.getTime()) / 1000),
      ...(refused && { refused: { at: refused.at.toISOString(), ...(detailed && { reason: refused.reason }) } }),
    };
  });
}
