import { unwrapResolverError } from "@apollo/server/errors";
import { UnknownEventError } from "@threefold/events";
import { CursorError, PageSizeError } from "@threefold/pagination";
import type { Logger } from "@threefold/telemetry";
import type { GraphQLFormattedError } from "graphql";
import { latenessOf } from "./deadline.ts";
import { DomainError } from "./errors.ts";
import { unavailabilityOf } from "./unavailability.ts";

/** What Apollo Server reports of the request itself; the message is written for clients and says nothing of the inside. */
const OF_THE_REQUEST = new Set([
  "BAD_REQUEST",
  "BAD_USER_INPUT",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "SERVICE_UNAVAILABLE",
  "UNAUTHENTICATED",
]);

/**
 * Gives every error a code, and lets nothing internal out: an error that no rule raised is logged whole, and the
 * client is told only that something went wrong here.
 */
export function errorFormatter(logger: Logger) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(thrown);
    const where = {
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
    };
    if (cause instanceof DomainError) {
      const problems = cause.problems.length > 0 && { problems: cause.problems };
      return { message: cause.message, ...where, extensions: { code: cause.code, ...problems } };
    }
    if (cause instanceof PageSizeError || cause instanceof CursorError) {
      const path = [cause instanceof PageSizeError ? "first" : "after"];
      const extensions = { code: "BAD_USER_INPUT", problems: [{ path, message: cause.message }] };
      return { message: cause.message, ...where, extensions };
    }
    if (cause instanceof UnknownEventError) {
      return { message: cause.message, ...where, extensions: { code: "BAD_USER_INPUT" } };
    }
    const code = formatted.extensions?.["code"];
    if (typeof code === "string" && OF_THE_REQUEST.has(code)) {
      const reason = formatted.extensions?.["reason"];
      return {
        message: formatted.message,
        ...where,
        extensions: { code, ...(reason === undefined ? {} : { reason }) },
      };
    }
    const known = latenessOf(cause) ?? unavailabilityOf(cause, logger);
    if (known) return { message: known.message, ...where, extensions: { code: known.code } };
    logger.error({ err: cause, path: formatted.path }, "unexpected error");
    return { message: "Something went wrong here.", ...where, extensions: { code: "INTERNAL_SERVER_ERROR" } };
  };
}
