import type { FastifyError, FastifyReply, FastifyRequest, RawServerBase, RouteGenericInterface } from "fastify";

/** Answers with one error in GraphQL's form, for what went wrong before there was an operation. */
export function sendGraphQLError(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply
    .code(status)
    .type("application/json; charset=utf-8")
    .send({ errors: [{ message, extensions: { code } }] });
}

/** What Fastify refuses at `/graphql` (a body that is no JSON, too large, of an unknown type), in GraphQL's form. */
export function graphqlErrorHandler(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 500;
  reply.header("cache-control", "no-store");
  if (status < 500) {
    sendGraphQLError(reply, status, "BAD_REQUEST", messageOf(error));
    return;
  }
  request.log.error({ err: error }, "unexpected error");
  sendGraphQLError(reply, 500, "INTERNAL_SERVER_ERROR", "Internal server error");
}

/** The same for everything else, as problem details (RFC 9457). */
export function problemErrorHandler(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 500;
  if (status >= 500) request.log.error({ err: error }, "unexpected error");
  sendProblem(reply, status, status < 500 ? messageOf(error) : "Internal server error");
}

/** Problem details (RFC 9457) without a type of their own: the status says it all. */
export function sendProblem<Server extends RawServerBase>(
  reply: FastifyReply<RouteGenericInterface, Server>,
  status: number,
  title: string,
): void {
  reply
    .code(status)
    .header("cache-control", "no-store")
    .type("application/problem+json")
    .send({ title, status, instance: reply.request.id });
}

/** Nothing is there: a line of text for somebody who looks with a browser, JSON for programs. */
export function notFoundHandler(request: FastifyRequest, reply: FastifyReply): void {
  if (request.headers.accept?.includes("text/html")) {
    reply.code(404).header("cache-control", "no-store").type("text/plain; charset=utf-8").send("Nothing is here.\n");
    return;
  }
  sendProblem(reply, 404, "Nothing is here");
}

const MESSAGES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: "The body is not JSON.",
  FST_ERR_CTP_EMPTY_JSON_BODY: "The body is empty.",
  FST_ERR_CTP_BODY_TOO_LARGE: "The body is too large.",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "The body's content type is not supported: send application/json.",
};

const messageOf = (error: FastifyError) => MESSAGES[error.code] ?? error.message;
