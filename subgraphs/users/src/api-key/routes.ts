import type { HttpServer } from "@threefold/http-server";
import { type keyAnswer, keyQuestion } from "@threefold/identity";
import type { z } from "zod";
import type { OnlyEdges } from "../only-edges.ts";
import type { ApiKeyRepository } from "./repository.ts";

/**
 * `POST /internal/api-keys/verify`: whose key it is, by its SHA-256, so that the key itself goes no further than the edge
 * that it came to. For edges, which remember the answer for a while: a key's use is noted that often.
 */
export function addKeyVerifierRoute(app: HttpServer, keys: ApiKeyRepository, onlyEdges: OnlyEdges): void {
  app.post("/internal/api-keys/verify", { onRequest: onlyEdges, bodyLimit: 1024 }, async (request, reply) => {
    const question = keyQuestion.safeParse(request.body);
    reply.header("cache-control", "no-store");
    if (!question.success) {
      const problem = { type: "about:blank", title: "Bad Request", status: 400, detail: 'Expected {"hash": …}.' };
      return reply.code(400).type("application/problem+json").send(problem);
    }
    const key = await keys.use(Buffer.from(question.data.hash, "base64url"));
    const answer: z.input<typeof keyAnswer> = {
      key: key && { id: key.id, scopes: key.scopes, expiresAt: key.expiresAt?.toISOString() ?? null },
    };
    return reply.send(answer);
  });
}
