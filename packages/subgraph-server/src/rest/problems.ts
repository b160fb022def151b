import { CursorError, PageSizeError } from "@threefold/pagination";
import { HttpProblem, type ProblemPart, type ProblemType, problemOfCode } from "@threefold/rest-server";
import type { FastifyRequest } from "fastify";
import { latenessOf } from "../deadline.ts";
import { DomainError, type InputProblem } from "../errors.ts";
import { unavailabilityOf } from "../unavailability.ts";

/** What rules raise, as problems: the same meaning as GraphQL's codes, by the one table. */
export function asProblem(error: unknown, request: FastifyRequest): HttpProblem | undefined {
  if (error instanceof PageSizeError) return HttpProblem.parameter("limit", error.message.replace(/^first /, ""));
  if (error instanceof CursorError) return HttpProblem.parameter("after", error.message);
  const known = error instanceof DomainError ? error : (latenessOf(error) ?? unavailabilityOf(error, request.log));
  if (known === undefined) return undefined;
  const type = typeOf(known);
  const errors = known.problems.map((problem) => partOf(problem, request));
  return new HttpProblem(type, detailOf(known, errors), {
    errors,
    headers: HEADERS[known.code] ?? {},
    ...(isRead(request) && type === "invalid-input" && { status: 400 }),
    cause: error,
  });
}

const HEADERS: Partial<Record<DomainError["code"], Record<string, string>>> = {
  UNAUTHENTICATED: { "www-authenticate": "Bearer" },
  RATE_LIMITED: { "retry-after": "60" },
  SERVICE_UNAVAILABLE: { "retry-after": "5" },
};

/** A key that was used for something else is a conflict to GraphQL; REST has a problem of its own for it. */
function typeOf({ code, problems }: DomainError): ProblemType {
  const ofKey = problems.some(({ path }) => path.at(-1) === "idempotencyKey");
  return ofKey && code === "CONFLICT" ? "idempotency-key-reused" : (problemOfCode(code) ?? "internal");
}

/** Where GraphQL has arguments, REST has the parts of a request. */
function partOf({ path, message: detail }: InputProblem, request: FastifyRequest): ProblemPart {
  const [first, ...rest] = path.map(String);
  if (rest.at(-1) === "idempotencyKey") return { header: "Idempotency-Key", detail };
  const place = first === "input" || first === "filter" ? rest : [first, ...rest];
  if (isRead(request)) return { parameter: place.join("."), detail };
  return { pointer: `#/${place.join("/")}`, detail };
}

const detailOf = ({ code, message }: DomainError, errors: readonly ProblemPart[]): string =>
  code === "BAD_USER_INPUT" && errors.length > 0
    ? errors.map((part) => `${part.parameter ?? part.header ?? part.pointer}: ${part.detail}`).join("; ")
    : message;

const isRead = ({ method }: FastifyRequest) => method === "GET" || method === "HEAD";
