import type { FastifyInstance } from "fastify";
import { HttpProblem } from "./problems.ts";

/** Characters that the path and query of a URL may have: as many as the gateway takes. */
const MOST_URL = 8_192;

/** Bytes that a body may have. No resource here comes near. */
const MOST_BODY = 256 * 1024;

/** Bounds URLs and bodies. Call it before the first route. */
export function limitRequests(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => {
    route.bodyLimit ??= MOST_BODY;
  });
  app.addHook("onRequest", async ({ url }) => {
    if (url.length > MOST_URL) {
      throw new HttpProblem("url-too-long", `The path and query have ${url.length} characters; ${MOST_URL} are taken.`);
    }
  });
}
