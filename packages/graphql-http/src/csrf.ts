import type { IncomingHttpHeaders } from "node:http";
import { readContentType } from "./content-type.ts";
import { badRequest } from "./refusal.ts";

/** Types of bodies that a browser sends to other sites without asking them (https://fetch.spec.whatwg.org/#cors-safelisted-request-header). */
const SIMPLE = new Set(["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]);
/** As Apollo's clients send them. */
const PREFLIGHTED = ["x-apollo-operation-name", "apollo-require-preflight"] as const;

/**
 * Refuses what a page of another site could have had sent without a preflight, in Apollo Server's way
 * (https://www.apollographql.com/docs/apollo-server/security/cors#preventing-cross-site-request-forgery-csrf), so that
 * its clients work: a request needs a content type that is not simple, or a header that shows a preflight.
 */
export function preventCsrf(headers: IncomingHttpHeaders): void {
  const type = headers["content-type"];
  if (type !== undefined && !SIMPLE.has(readContentType(type).essence)) return;
  if (PREFLIGHTED.some((name) => typeof headers[name] === "string" && headers[name] !== "")) return;
  throw badRequest(
    "This request could be a Cross-Site Request Forgery (CSRF). Send the content type application/json, or a " +
      `non-empty header ${PREFLIGHTED.join(" or ")}.`,
  );
}
