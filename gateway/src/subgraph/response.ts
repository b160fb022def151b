import { errors } from "undici";
import type { Deadline } from "./deadline.ts";
import type { Received } from "./exchange.ts";
import { type FailureKindName, SubgraphFailure } from "./failure.ts";

const JSON_TYPE = /^application\/(?:graphql-response\+)?json\b/i;

/**
 * Reads what came back. It is believed to be GraphQL's when it is a JSON object with data or errors; its status says
 * nothing more.
 * @throws SubgraphFailure when it is not GraphQL's
 */
export function readResponse(subgraph: string, { status, headers, text }: Received): Record<string, unknown> {
  const type = headers["content-type"] ?? "";
  const body = JSON_TYPE.test(type) ? parseObject(text) : undefined;
  if (body !== undefined && ("data" in body || Array.isArray(body["errors"]))) return body;
  const detail = `HTTP status ${status}, content type ${JSON.stringify(type)}`;
  throw new SubgraphFailure(subgraph, kindOfStatus(status), detail);
}

function kindOfStatus(status: number): FailureKindName {
  if (status < 300) return "malformed";
  if (status === 429) return "busy";
  if (status === 502 || status === 503 || status === 504) return "unavailable";
  return status >= 500 ? "broken" : "refusing";
}

/** Why nothing came back. */
export function failureOf(subgraph: string, error: unknown, waitedMs: number, deadline: Deadline): SubgraphFailure {
  const detail = error instanceof Error ? error.message : String(error);
  if (deadline.signal.aborted) {
    if (!isTimeout(error)) return new SubgraphFailure(subgraph, "abandoned", detail, error);
    // One that was asked when the time was nearly over, or whose client gave it little time, may be well.
    const kind = waitedMs >= deadline.patience ? "late" : "hurried";
    return new SubgraphFailure(subgraph, kind, detail, error);
  }
  // Nothing was sent: a client or code gave a header that cannot be one.
  if (error instanceof errors.InvalidArgumentError) return new SubgraphFailure(subgraph, "unsendable", detail, error);
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    return new SubgraphFailure(subgraph, "too large", detail, error);
  }
  return new SubgraphFailure(subgraph, "unreachable", detail, error);
}

const isTimeout = (error: unknown) => error instanceof DOMException && error.name === "TimeoutError";

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
