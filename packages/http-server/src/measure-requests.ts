import type { Socket } from "node:net";
import type { Metrics } from "@threefold/telemetry";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isEventStream } from "./event-streams.ts";
import type { RequestEnd } from "./request-end.ts";

/** What measures how long each request took, and what was sent for it, when it has come to its end. */
export function measureRequests({
  httpDuration,
  httpStreams,
  sentBytes,
}: Metrics): (request: FastifyRequest, reply: FastifyReply, end: RequestEnd) => void {
  // What each connection has carried so far: HTTP/1.1 has one request at a time on it.
  const carried = new WeakMap<Socket, number>();
  return ({ method, raw, routeOptions }, reply, { status, socket }) => {
    const route = routeOptions.url ?? "none";
    const labels = { method, route, status: String(status) };
    if (isEventStream(reply)) httpStreams.inc(labels);
    else httpDuration.observe(labels, reply.elapsedTime / 1000);
    if (raw.httpVersionMajor === 1) {
      const { bytesWritten } = socket;
      sentBytes.inc({ route }, Math.max(0, bytesWritten - (carried.get(socket) ?? 0)));
      carried.set(socket, bytesWritten);
    }
  };
}
