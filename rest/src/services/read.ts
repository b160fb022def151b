import { HttpProblem, nextOf, PROBLEMS, type ProblemPart, type ProblemType, problemUri } from "@threefold/rest-server";
import type { Asking } from "./asking.ts";
import { failureOf, type ServiceClient } from "./client.ts";

/** Bytes that an answer may have that is to be joined. */
const MOST_BYTES = 32 * 1024 * 1024;

/** What a service answered with: JSON, and where its list goes on. */
export interface Read<Body> {
  readonly body: Body;
  readonly next: string | undefined;
}

/**
 * Reads one resource of a service.
 * @returns null when there is none that whoever asks may see
 * @throws HttpProblem the service's own, or service-unavailable, service-timeout, bad-answer
 */
export async function read<Body>(client: ServiceClient, path: string, asking: Asking): Promise<Read<Body> | null> {
  const { status, headers, body } = await client.send({ method: "GET", path, headers: ACCEPT }, asking);
  let text: string;
  try {
    if (Number(headers["content-length"] ?? 0) > MOST_BYTES) throw new Error("too large an answer");
    text = await body.text();
  } catch (error) {
    throw failureOf(client.name, error, asking);
  }
  const value = parse(text);
  if (status === 200 && value !== undefined) return { body: value as Body, next: nextOf(headers["link"]) };
  if (status === 404) return null;
  throw problemOf(client, status, value);
}

const ACCEPT = { accept: "application/json, application/problem+json" };

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What a service refused, in its own words; what it should not have said is its fault. */
function problemOf({ name }: ServiceClient, status: number, value: object | undefined): HttpProblem {
  const said = { type: "", detail: "", errors: [] as ProblemPart[], ...value };
  const type = (Object.keys(PROBLEMS) as ProblemType[]).find((each) => problemUri(each) === said.type);
  if (type === undefined || type === "internal") {
    return new HttpProblem("bad-answer", `The ${name} service answered with ${status}.`, {
      members: { service: name },
    });
  }
  return new HttpProblem(type, said.detail, {
    status,
    errors: said.errors,
    // Whose fault it is matters where it is a service's.
    ...(status >= 500 && { members: { service: name } }),
    ...(status === 503 && { headers: { "retry-after": "5" } }),
  });
}
