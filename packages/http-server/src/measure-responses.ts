import type { Socket } from "node:net";
import type { Metrics } from "@threefold/telemetry";
import type { onResponseHookHandler } from "fastify";

/** A hook that measures how long each request took, and what was sent for it. */
export function measureResponses({ httpDuration, sentBytes }: Metrics): onResponseHookHandler {
  // What each connection has carried so far: HTTP/1.1 has one request at a time on it.
  const carried = new WeakMap<Socket, number>();
  return (request, reply, done) => {
    const { method, raw, routeOptions } = request;
    const route = routeOptions.url ?? "none";
    httpDuration.observe({ method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    if (raw.httpVersionMajor === 1) {
      const { socket } = raw;
      const { bytesWritten } = socket;
      sentBytes.inc({ route }, Math.max(0, bytesWritten - (carried.get(socket) ?? 0)));
      carried.set(socket, bytesWritten);
    }
    done();
  };
}
