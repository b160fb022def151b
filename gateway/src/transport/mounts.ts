import httpProxy from "@fastify/http-proxy";
import { IDENTITY_HEADER } from "@threefold/identity";
import type { FastifyInstance } from "fastify";
import { sendProblem } from "./errors.ts";

/** Requests under `path` are answered by what runs at `url`. */
export interface Mount {
  /** Begins with a slash and ends without one. */
  readonly path: string;
  readonly url: string;
}

/** Headers that subgraphs and edges believe of each other; from outside they are dropped. Cookies are not passed on. */
const DROPPED = [IDENTITY_HEADER, "cookie"];

export async function addMount(app: FastifyInstance, { path, url }: Mount): Promise<void> {
  const { origin, pathname } = new URL(url);
  await app.register(httpProxy, {
    prefix: path,
    upstream: origin,
    rewritePrefix: pathname.replace(/\/$/, ""),
    replyOptions: {
      rewriteRequestHeaders: (request, headers) => ({
        ...Object.fromEntries(Object.entries(headers).filter(([name]) => !DROPPED.includes(name))),
        "x-request-id": String(request.id),
        // In place of what the client may have written there itself.
        "x-forwarded-for": request.ip,
      }),
      onError: (reply, { error }) => {
        reply.log.warn({ mount: path, detail: error.message }, "mount failed");
        sendProblem(reply, 502, "What answers here cannot be reached");
      },
    },
  });
}
