import type { Outcome } from "./executor.ts";
import type { MediaType } from "./media-type.ts";

/**
 * Which status codes are used. graphql-http's audits, which deployed clients expect, and the first edition of the
 * specification (September 2026, https://http-spec.graphql.org/September2026/) differ:
 *
 * | what                                              | "audits"             | "september-2026"              |
 * |---------------------------------------------------|----------------------|-------------------------------|
 * | `Accept` is missing or takes anything             | `application/json`   | `application/graphql-response+json` |
 * | data and errors, GraphQL's type                   | 200                  | 294 Partial Success           |
 * | data and errors, `application/json`               | 200                  | 200                           |
 * | the body is not JSON, the document is unreadable  | 400                  | 400                           |
 * | JSON, but no GraphQL request                      | 400                  | 422                           |
 * | validation, operation name, variables             | 400                  | 422                           |
 * | the last, and an unreadable document, where the client named `application/json` | 200 | as above        |
 *
 * A client that names no type at all is told by the status in both: 200 with nothing but errors is for those who asked
 * for `application/json` by name.
 */
export type StatusConvention = "audits" | "september-2026";

/** The status of an answer that insists on none. */
export function statusOf(outcome: Outcome, { ofGraphQL, named }: MediaType, convention: StatusConvention): number {
  if (outcome === "complete") return 200;
  if (outcome === "partial") return convention === "september-2026" && ofGraphQL ? 294 : 200;
  if (convention === "september-2026") return outcome === "unreadable" ? 400 : 422;
  return named && !ofGraphQL ? 200 : 400;
}
