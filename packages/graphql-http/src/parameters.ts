import type { GraphQLRequest } from "./executor.ts";
import { MalformedRequest } from "./refusal.ts";

type Values = Readonly<Record<string, unknown>>;

/**
 * Reads a request from its JSON (https://http-spec.graphql.org/September2026/#sec-JSON-Encoding). What else stands in it is ignored, null counts as
 * absent.
 * @throws MalformedRequest naming the parameter that is wrong
 */
export function readParameters(body: Values, queriesOnly: boolean): GraphQLRequest {
  const extensions = objectOf(body, "extensions");
  const request = {
    query: stringOf(body, "query"),
    documentId: stringOf(body, "documentId"),
    operationName: stringOf(body, "operationName") || undefined,
    variables: objectOf(body, "variables"),
    extensions,
    queriesOnly,
  };
  if (!request.query && request.documentId === undefined && !isRecord(extensions?.["persistedQuery"])) {
    throw new MalformedRequest(
      "The request needs a non-empty `query`, a `documentId` or a `persistedQuery` extension.",
    );
  }
  return { ...request, query: request.query || undefined };
}

/**
 * Reads a request from the query of a URL, where variables and extensions stand as JSON.
 * @throws MalformedRequest naming the parameter that is wrong
 */
export function readSearch(search: string, queriesOnly: boolean): GraphQLRequest {
  const parameters = new URLSearchParams(search);
  const values: Record<string, unknown> = {};
  for (const name of ["query", "documentId", "operationName", "variables", "extensions"]) {
    const [value, ...more] = parameters.getAll(name);
    if (more.length > 0) throw new MalformedRequest(`The parameter \`${name}\` is given several times.`);
    if (value !== undefined) values[name] = name === "variables" || name === "extensions" ? json(name, value) : value;
  }
  return readParameters(values, queriesOnly);
}

function stringOf(body: Values, name: string): string | undefined {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  throw new MalformedRequest(`\`${name}\` must be a string, not ${kindOf(value)}.`);
}

function objectOf(body: Values, name: string): Values | undefined {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (isRecord(value)) return value;
  throw new MalformedRequest(`\`${name}\` must be an object, not ${kindOf(value)}.`);
}

function json(name: string, text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedRequest(`The parameter \`${name}\` is not JSON.`);
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : `a ${typeof value}`;
