import cors from "@fastify/cors";
import type { FastifyInstance, FastifyRequest } from "fastify";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** What pages may read of an answer beside what they may read of any. */
const EXPOSED = ["accept-patch", "allow", "etag", "link", "location", "retry-after", "x-request-id"];

/**
 * Lets pages of other origins in, for all that the app answers, refusals too: call it before anything else is added. Preflights
 * are answered before anything else looks at them; an OPTIONS that is none is the path's own, which says what there is.
 * @param origins those that are let in, or all
 */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[] | "*"): Promise<void> {
  const options = {
    origin: origins === "*" ? "*" : [...origins],
    methods: METHODS,
    exposedHeaders: EXPOSED,
    maxAge: 600,
  };
  await app.register(cors, {
    delegator: (request, callback) => callback(null, { ...options, preflight: isPreflight(request) }),
  });
}

const isPreflight = ({ headers }: FastifyRequest): boolean =>
  headers.origin !== undefined && headers["access-control-request-method"] !== undefined;
