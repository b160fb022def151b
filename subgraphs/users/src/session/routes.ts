import type { HttpServer } from "@threefold/http-server";
import { publicKeySet, type revokedSessions, type SigningKey } from "@threefold/identity";
import type { z } from "zod";
import type { OnlyEdges } from "../only-edges.ts";
import type { SessionRepository } from "./repository.ts";
import { TOLD_FOR_MS } from "./rules.ts";

const FIVE_MINUTES = 5 * 60;

/**
 * `GET /.well-known/jwks.json`: the public keys by which anybody verifies people's tokens (RFC 7517). The next key is
 * published before it signs, so that what a cache has kept is good.
 */
export function addKeyRoute(app: HttpServer, keys: readonly SigningKey[]): void {
  const published = JSON.stringify(publicKeySet(keys));
  app.get("/.well-known/jwks.json", async (_request, reply) =>
    reply
      .type("application/jwk-set+json")
      .header("cache-control", `public, max-age=${FIVE_MINUTES}`)
      .header("access-control-allow-origin", "*")
      .send(published),
  );
}

/**
 * `GET /internal/revoked-sessions`: the sessions that ended while access tokens of theirs may still be good. For edges,
 * which ask for the whole list every few seconds.
 */
export function addRevocationRoute(app: HttpServer, sessions: SessionRepository, onlyEdges: OnlyEdges): void {
  app.get("/internal/revoked-sessions", { onRequest: onlyEdges }, async (_request, reply) => {
    const answer: z.input<typeof revokedSessions> = {
      sessions: await sessions.revokedSince(new Date(Date.now() - TOLD_FOR_MS)),
    };
    return reply.header("cache-control", "no-store").send(answer);
  });
}
