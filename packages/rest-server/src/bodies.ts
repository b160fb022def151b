import type { FastifyInstance } from "fastify";
import { HttpProblem } from "./problems.ts";

export const MERGE_PATCH = "application/merge-patch+json";

/**
 * Reads bodies: JSON, and JSON Merge Patch (RFC 7396) where something is changed. All others are refused with 415, which
 * names what is taken.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(["application/json", MERGE_PATCH], { parseAs: "string" }, parse);
  app.addHook("preParsing", async ({ method, headers }, _reply, payload) => {
    const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
    if (type === MERGE_PATCH && method !== "PATCH") throw unsupported(method);
    return payload;
  });
}

/** @param method decides what is taken */
export function unsupported(method: string): HttpProblem {
  const taken = method === "PATCH" ? MERGE_PATCH : "application/json";
  const header = method === "PATCH" ? "accept-patch" : "accept-post";
  return new HttpProblem("unsupported-media-type", `Bodies here are ${taken}.`, { headers: { [header]: taken } });
}

/** Takes bodies of any type as they are: who passes them on does not judge them. */
export function takeRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
}
