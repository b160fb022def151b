import { type HttpServer, sendRanged } from "@threefold/http-server";
import { isUuid } from "@threefold/subgraph-server";
import { drawAvatar } from "./draw.ts";

const A_WEEK = 7 * 24 * 60 * 60;

/**
 * `GET /images/avatars/:id.svg`: a picture for everybody, drawn when asked for. It never changes. Any id has one, so that
 * having a picture does not tell who exists.
 */
export function addAvatarRoutes(app: HttpServer): void {
  app.get<{ Params: { file: string } }>("/images/avatars/:file", async (request, reply) => {
    const id = /^(.+)\.svg$/.exec(request.params.file)?.[1];
    if (id === undefined || !isUuid(id)) return reply.code(404).type("text/plain").send("There is no such picture.\n");
    reply
      .type("image/svg+xml; charset=utf-8")
      .header("cache-control", `public, max-age=${A_WEEK}, immutable`)
      .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
      .header("x-content-type-options", "nosniff");
    return sendRanged(request, reply, drawAvatar(id.toLowerCase()));
  });
}
