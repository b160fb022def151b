import type { Metrics } from "@threefold/telemetry";
import { errors, Pool } from "undici";
import { SubgraphFailure } from "./failure.ts";

/** What a subgraph answered, before anything in it is understood. */
export interface SubgraphAnswer {
  readonly cacheControl: string | undefined;
  /** A JSON object: data, errors, extensions. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface SubgraphClient {
  readonly name: string;
  /**
   * Sends one GraphQL request.
   * @param body the request as JSON text
   * @param signal ends the waiting, at the latest when the client's own request runs out of time
   * @throws SubgraphFailure when no GraphQL response comes back
   */
  send(body: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<SubgraphAnswer>;
  close(): Promise<void>;
}

const MAX_RESPONSE_BYTES = 32 * 1024 * 1024;
const MAX_CONNECTIONS = 128;
const JSON_TYPE = /^application\/(?:graphql-response\+)?json\b/i;

/** The client for one subgraph: a pool of connections to its URL, kept open between requests. */
export function createSubgraphClient(name: string, url: string, metrics: Metrics): SubgraphClient {
  const { origin, pathname, search } = new URL(url);
  const path = pathname + search;
  const pool = new Pool(origin, { connections: MAX_CONNECTIONS, maxResponseSize: MAX_RESPONSE_BYTES });
  return {
    name,
    async send(body, headers, signal) {
      const end = metrics.upstreamDuration.startTimer({ service: name });
      let outcome = "error";
      try {
        const answer = await request(name, pool, path, body, headers, signal);
        outcome = "ok";
        return answer;
      } finally {
        end({ outcome });
      }
    },
    close: () => pool.close(),
  };
}

async function request(
  name: string,
  pool: Pool,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<SubgraphAnswer> {
  try {
    const response = await pool.request({
      method: "POST",
      path,
      headers: { ...headers, "content-type": "application/json", accept: ACCEPT },
      body,
      signal,
    });
    const text = await response.body.text();
    return read(name, response.statusCode, response.headers, text);
  } catch (error) {
    throw error instanceof SubgraphFailure ? error : failureOf(name, error, signal);
  }
}

const ACCEPT = "application/graphql-response+json, application/json;q=0.9";

/** A response is believed to be GraphQL's when it is a JSON object with data or errors; its status says nothing more. */
function read(name: string, status: number, headers: Record<string, unknown>, text: string): SubgraphAnswer {
  const type = String(headers["content-type"] ?? "");
  const body = JSON_TYPE.test(type) ? parseObject(text) : undefined;
  if (body !== undefined && ("data" in body || Array.isArray(body["errors"]))) {
    const cacheControl = headers["cache-control"];
    return { body, cacheControl: typeof cacheControl === "string" ? cacheControl : undefined };
  }
  const detail = `HTTP status ${status}, content type ${JSON.stringify(type)}`;
  if (status >= 300) throw new SubgraphFailure(name, "SUBREQUEST_HTTP_ERROR", "refused the request", detail);
  throw new SubgraphFailure(name, "SUBREQUEST_MALFORMED_RESPONSE", "gave an answer that is not GraphQL's", detail);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function failureOf(name: string, error: unknown, signal: AbortSignal): SubgraphFailure {
  const detail = error instanceof Error ? error.message : String(error);
  if (signal.aborted || error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return new SubgraphFailure(name, "GATEWAY_TIMEOUT", "did not answer in time", detail, error);
  }
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    return new SubgraphFailure(name, "SUBREQUEST_MALFORMED_RESPONSE", "gave too large an answer", detail, error);
  }
  return new SubgraphFailure(name, "SUBREQUEST_HTTP_ERROR", "cannot be reached", detail, error);
}
