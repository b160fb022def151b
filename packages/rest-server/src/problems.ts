/** One kind of problem: what HTTP says of it, and the code by which GraphQL says the same. */
interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** GraphQL's `extensions.code` for the same; undefined where only HTTP can go wrong so. */
  readonly graphql?: string;
}

/**
 * Every problem that the REST API answers with (RFC 9457), by the last part of its `type`. Those that a rule raises have
 * the meaning of GraphQL's codes: one table for both, so that neither API can know an error that the other does not.
 */
export const PROBLEMS = {
  "malformed-request": { status: 400, title: "The request cannot be understood", graphql: "BAD_REQUEST" },
  "invalid-input": { status: 422, title: "Something in the request is not acceptable", graphql: "BAD_USER_INPUT" },
  "idempotency-key-missing": { status: 400, title: "This request needs an Idempotency-Key" },
  "idempotency-key-in-use": { status: 409, title: "A request with this Idempotency-Key has no answer yet" },
  "idempotency-key-reused": { status: 422, title: "This Idempotency-Key was used for another request" },
  unauthenticated: { status: 401, title: "Sign in first", graphql: "UNAUTHENTICATED" },
  forbidden: { status: 403, title: "This is not for whoever asks", graphql: "FORBIDDEN" },
  "not-found": { status: 404, title: "There is no such thing", graphql: "NOT_FOUND" },
  "no-such-path": { status: 404, title: "There is no such path" },
  "method-not-allowed": { status: 405, title: "This path has no such method" },
  "not-acceptable": { status: 406, title: "No representation is as Accept has it" },
  "request-timeout": { status: 408, title: "The request did not arrive in time" },
  conflict: { status: 409, title: "It cannot be done as things stand", graphql: "CONFLICT" },
  "precondition-failed": { status: 412, title: "It has changed in the meantime" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "url-too-long": { status: 414, title: "The URL is too long" },
  "unsupported-media-type": { status: 415, title: "The body's media type is not taken here" },
  "rate-limited": { status: 429, title: "Too many requests", graphql: "RATE_LIMITED" },
  "headers-too-large": { status: 431, title: "The headers are too large" },
  internal: { status: 500, title: "Something went wrong here", graphql: "INTERNAL_SERVER_ERROR" },
  "bad-answer": {
    status: 502,
    title: "A service answered with something else",
    graphql: "SUBREQUEST_MALFORMED_RESPONSE",
  },
  "service-unavailable": { status: 503, title: "Not at the moment", graphql: "SERVICE_UNAVAILABLE" },
  "service-timeout": { status: 504, title: "A service took too long", graphql: "GATEWAY_TIMEOUT" },
} as const satisfies Record<string, ProblemKind>;

export type ProblemType = keyof typeof PROBLEMS;

/** Where problem types are named: an identifier that never changes, not an address to fetch (docs/rest.md describes each). */
const TYPES = "https://threefold.example/problems/";

export const problemUri = (type: ProblemType): string => `${TYPES}${type}`;

/** The problem that has the meaning of a GraphQL code; undefined when there is none. */
export function problemOfCode(code: string): ProblemType | undefined {
  const all = Object.entries(PROBLEMS) as [ProblemType, ProblemKind][];
  return all.find(([, { graphql }]) => graphql === code)?.[0];
}

/** One thing that is wrong with a request: in its body (a JSON Pointer), a parameter, or a header. */
export interface ProblemPart {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly header?: string;
  readonly detail: string;
}

export interface ProblemOptions {
  readonly errors?: readonly ProblemPart[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Another than the type's usual status. */
  readonly status?: number;
  /** Further members of the problem. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** A request that is answered with a problem. `detail` may be read by whoever sent it. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";
  readonly type: ProblemType;
  readonly status: number;
  readonly errors: readonly ProblemPart[];
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(type: ProblemType, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.type = type;
    this.status = options.status ?? PROBLEMS[type].status;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
    this.members = options.members ?? {};
  }

  /** A parameter that is wrong: 400, whatever else the type is used for. */
  static parameter(name: string, detail: string): HttpProblem {
    return new HttpProblem("invalid-input", `${name}: ${detail}`, {
      status: 400,
      errors: [{ parameter: name, detail }],
    });
  }
}

/** The problem as JSON (RFC 9457, section 3). `instance` is the request's id, by which logs know it. */
export const problemBody = ({ type, status, message, errors, members }: HttpProblem, requestId: string) => ({
  type: problemUri(type),
  title: PROBLEMS[type].title,
  status,
  detail: message,
  instance: `urn:uuid:${requestId}`,
  ...(errors.length > 0 && { errors }),
  ...members,
});
