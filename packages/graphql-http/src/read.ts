import type { IncomingHttpHeaders } from "node:http";
import { readContentType } from "./content-type.ts";
import { preventCsrf } from "./csrf.ts";
import type { GraphQLRequest } from "./executor.ts";
import { isRecord, readParameters, readSearch } from "./parameters.ts";
import { badRequest, HttpRefusal, MalformedRequest } from "./refusal.ts";

export interface RequestLimits {
  /** Characters that the path and query of a URL may have. */
  readonly maxUrlLength: number;
  /** Operations that one body may have in a list. 0 takes no lists. */
  readonly maxBatch: number;
}

/** The methods that GraphQL is asked by; QUERY (RFC 10008) is POST that changes nothing. */
const METHODS = ["GET", "POST", "QUERY"] as const;
type Method = (typeof METHODS)[number];
export const ALLOW = METHODS.join(", ");

/**
 * What can be said before the body is read.
 * @throws HttpRefusal: 405, 414, 415, or 400 for what may be forged
 */
export function checkHead(method: string, url: string, headers: IncomingHttpHeaders, limits: RequestLimits): void {
  if (!isMethod(method)) {
    throw new HttpRefusal(405, "BAD_REQUEST", `GraphQL is asked by ${METHODS.join("/")}.`, {
      headers: { allow: ALLOW },
    });
  }
  if (url.length > limits.maxUrlLength) {
    throw new HttpRefusal(414, "BAD_REQUEST", `The URL is longer than ${limits.maxUrlLength} characters: use POST.`);
  }
  preventCsrf(headers);
  const coding = headers["content-encoding"] ?? "identity";
  if (coding.toLowerCase() !== "identity") {
    throw new HttpRefusal(415, "BAD_REQUEST", "The body's content coding is not supported: send it as it is.", {
      headers: { "accept-encoding": "identity" },
    });
  }
  const type = headers["content-type"];
  if (type === undefined && method === "GET") return;
  const read = type === undefined ? undefined : readContentType(type);
  if (read?.essence !== "application/json") {
    const message =
      method === "GET"
        ? "A GET request has no content type but application/json."
        : "The body's content type is not supported: send application/json.";
    throw new HttpRefusal(415, "BAD_REQUEST", message, { headers: { "accept-post": "application/json" } });
  }
  if (!/^utf-?8$/.test(read.charset ?? "utf-8")) {
    throw new HttpRefusal(415, "BAD_REQUEST", "The body's charset is not supported: send UTF-8.");
  }
}

/**
 * Reads what is asked for.
 * @param body the text of the body
 * @returns several requests, in a list of their own, where a body holds a list
 * @throws HttpRefusal saying what is wrong
 */
export function readRequest(
  method: string,
  url: string,
  body: unknown,
  { maxBatch }: RequestLimits,
): GraphQLRequest | readonly GraphQLRequest[] {
  if (method === "GET") {
    const search = url.indexOf("?");
    return readSearch(search === -1 ? "" : url.slice(search + 1), true);
  }
  const value = parse(body);
  const queriesOnly = method === "QUERY";
  if (isRecord(value)) return readParameters(value, queriesOnly);
  if (!Array.isArray(value)) throw new MalformedRequest("The body must be a JSON object.");
  if (maxBatch === 0) throw new MalformedRequest("Several operations in one body (batching) are not accepted here.");
  if (value.length === 0 || value.length > maxBatch) {
    throw new MalformedRequest(
      `A list must have from 1 to ${maxBatch} operations, not ${value.length}: batching is bounded.`,
    );
  }
  return value.map((item) => {
    if (!isRecord(item)) throw new MalformedRequest("Every part of the list must be a JSON object.");
    return readParameters(item, queriesOnly);
  });
}

function parse(body: unknown): unknown {
  if (typeof body !== "string" || body === "") throw badRequest("The body is empty.");
  try {
    return JSON.parse(body);
  } catch {
    throw badRequest("The body is not JSON.");
  }
}

const isMethod = (method: string): method is Method => METHODS.some((known) => known === method);
