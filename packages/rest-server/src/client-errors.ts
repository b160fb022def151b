import type { Socket } from "node:net";
import { HttpProblem, problemBody } from "./problems.ts";
import { PROBLEM_MEDIA_TYPE } from "./respond-problem.ts";

/**
 * Answers with a problem what Node refuses before there is a request: headers that are too large, a request that does not
 * arrive, what is no HTTP. For Fastify's `clientErrorHandler`.
 */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(error.code);
  const body = JSON.stringify(problemBody(problem, crypto.randomUUID()));
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${REASONS[problem.status]}`,
      `content-type: ${PROBLEM_MEDIA_TYPE}`,
      `content-length: ${Buffer.byteLength(body)}`,
      "cache-control: no-store",
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}

const REASONS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};

function problemOf(code: string | undefined): HttpProblem {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return new HttpProblem("headers-too-large", "The request's headers are larger than is taken here.");
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new HttpProblem("request-timeout", "The request did not arrive whole in time.");
    default:
      return new HttpProblem("malformed-request", "This is no HTTP request.");
  }
}
