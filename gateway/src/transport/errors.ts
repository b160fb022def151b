import type { FastifyError, FastifyReply, FastifyRequest, RawServerBase, RouteGenericInterface } from "fastify";

/** What went wrong, as problem details (RFC 9457). */
export function problemErrorHandler(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 500;
  if (status >= 500) request.log.error({ err: error }, "unexpected error");
  sendProblem(reply, status, status < 500 ? error.message : "Internal server error");
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
