import type { HttpServer } from "@threefold/http-server";
import { publicKeySet, type SigningKey } from "@threefold/identity";

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
