import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { HttpProblem, type ProblemPart, problemBody } from "./problems.ts";

export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** Puts a problem into the form that an API answers in. */
export type SendProblem = (reply: FastifyReply, problem: HttpProblem) => FastifyReply;

export const sendProblem: SendProblem = (reply, problem) =>
  reply
    .code(problem.status)
    .removeHeader("etag")
    .headers({ "cache-control": "no-store", ...problem.headers })
    .type(PROBLEM_MEDIA_TYPE)
    .serializer(JSON.stringify)
    .send(problemBody(problem, reply.request.id));

/** What an error of another kind is as a problem; undefined when it is none that is expected. */
export type AsProblem = (error: unknown, request: FastifyRequest) => HttpProblem | undefined;

/** Answers every error with a problem. What nobody expected is logged whole, and the client learns nothing of it. */
export function problemHandler(asProblem: AsProblem, send: SendProblem = sendProblem) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const problem = error instanceof HttpProblem ? error : (asProblem(error, request) ?? ofFastify(error));
    if (problem) return send(reply, problem);
    request.log.error({ err: error }, "unexpected error");
    return send(reply, new HttpProblem("internal", "Nobody expected this. It has been logged under this instance."));
  };
}

/** What Fastify itself refuses. */
function ofFastify(error: FastifyError): HttpProblem | undefined {
  if (error.validation) return ofValidation(error.validation, error.validationContext ?? "body");
  switch (error.code) {
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new HttpProblem("unsupported-media-type", "The body's media type is not taken here.");
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new HttpProblem("body-too-large", "The body is larger than is taken here.");
    case "FST_ERR_CTP_INVALID_JSON_BODY":
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new HttpProblem("malformed-request", "The body is not JSON.");
    default:
      return error.statusCode !== undefined && error.statusCode < 500
        ? new HttpProblem("malformed-request", error.message)
        : undefined;
  }
}

type Validation = NonNullable<FastifyError["validation"]>;

function ofValidation(validation: Validation, where: string): HttpProblem {
  // Of headers, one alone is ever asked for by a schema.
  if (where === "headers") return new HttpProblem("idempotency-key-missing", "Idempotency-Key is needed here.");
  const errors = validation.map((each) => partOf(each, where));
  const detail = errors.map(({ pointer, parameter, detail }) => `${parameter ?? pointer}: ${detail}`).join("; ");
  return new HttpProblem("invalid-input", detail, { errors, status: where === "body" ? 422 : 400 });
}

/** A problem with one value, by Ajv's words for it. */
function partOf({ keyword, instancePath, params, message }: Validation[number], where: string): ProblemPart {
  const named = String(params["additionalProperty"] ?? params["missingProperty"] ?? "");
  const path = named === "" ? instancePath : `${instancePath}/${named}`;
  const detail =
    keyword === "additionalProperties"
      ? `is not known here`
      : keyword === "required"
        ? "is needed"
        : keyword === "enum"
          ? `must be one of ${(params["allowedValues"] as unknown[]).join(", ")}`
          : (message ?? "is wrong");
  if (where === "body") return { pointer: `#${path}`, detail };
  return { parameter: path.slice(1), detail };
}
