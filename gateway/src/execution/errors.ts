import type { Signal } from "@threefold/upstream";
import { GraphQLError } from "graphql";
import type { ResponseError } from "./execution.ts";
import { isObject } from "./json.ts";
import type { ResponsePath } from "./path.ts";

/** A path as a subgraph gave it, when it is one. */
export function pathOf(raw: unknown): ResponsePath | undefined {
  const path = isObject(raw) ? raw["path"] : undefined;
  if (!Array.isArray(path)) return undefined;
  const parts = path.filter((part) => typeof part === "string" || typeof part === "number");
  return parts.length === path.length ? parts : undefined;
}

/** One error of a subgraph's answer, as the client is told of it. Whatever the subgraph said, this is an error. */
export function subgraphError(raw: unknown, subgraph: string, path: ResponsePath | undefined): ResponseError {
  const given = isObject(raw) ? raw : {};
  const message = given["message"];
  const extensions = isObject(given["extensions"]) ? given["extensions"] : {};
  return withPath(path, {
    message: typeof message === "string" && message !== "" ? message : `The subgraph "${subgraph}" reported an error.`,
    extensions: { code: "DOWNSTREAM_SERVICE_ERROR", ...extensions, serviceName: subgraph },
  });
}

/**
 * A fetch that brought no answer. What GraphQL errors say is for clients; of others they learn only that it failed.
 * @param signal of the execution. That it ended the fetch is nothing unexpected
 */
export function fetchError(error: unknown, subgraph: string, path: ResponsePath, signal?: Signal): ResponseError {
  const where = path.length === 0 ? undefined : path;
  if (error instanceof GraphQLError) {
    const { code = "SUBREQUEST_HTTP_ERROR" } = error.extensions;
    // An internal error is of this process: the subgraph was not even asked.
    const whose = code === "INTERNAL_SERVER_ERROR" ? {} : { serviceName: subgraph };
    const extensions = { ...error.extensions, code, ...whose };
    return withPath(where, { message: error.message, extensions, cause: error });
  }
  const wasEnded = signal?.aborted === true && error === signal.reason;
  const late = wasEnded || (error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError"));
  return withPath(where, {
    message: `The subgraph "${subgraph}" ${late ? "did not answer in time" : "cannot be reached"}.`,
    extensions: { code: late ? "GATEWAY_TIMEOUT" : "SUBREQUEST_HTTP_ERROR", serviceName: subgraph },
    ...(!wasEnded && { cause: error }),
  });
}

/** An answer that is not what GraphQL or federation lets a subgraph answer. */
export class MalformedAnswer extends GraphQLError {
  constructor(subgraph: string, why: string) {
    super(`The subgraph "${subgraph}" gave an answer that cannot be used: ${why}.`, {
      extensions: { code: "SUBREQUEST_MALFORMED_RESPONSE" },
    });
  }
}

const withPath = (path: ResponsePath | undefined, error: Omit<ResponseError, "path">): ResponseError =>
  path === undefined ? error : { path, ...error };
