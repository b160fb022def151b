import { type HttpServer, sendRanged } from "@threefold/http-server";
import { isUuid } from "@threefold/subgraph-server";
import { drawProduct } from "./draw.ts";

const A_WEEK = 7 * 24 * 60 * 60;

/** `GET /images/products/:id/:variant.svg`: the pictures, drawn when asked for. They never change. */
export function addImageRoutes(app: HttpServer): void {
  app.get<{ Params: { id: string; file: string } }>("/images/products/:id/:file", async (request, reply) => {
    const { id, file } = request.params;
    const variant = /^([1-9])\.svg$/.exec(file)?.[1];
    if (!isUuid(id) || variant === undefined)
      return reply.code(404).type("text/plain").send("There is no such picture.\n");
    reply
      .type("image/svg+xml; charset=utf-8")
      .header("cache-control", `public, max-age=${A_WEEK}, immutable`)
      .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
      .header("x-content-type-options", "nosniff");
    return sendRanged(request, reply, drawProduct(id.toLowerCase(), Number(variant)));
  });
}
