import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type MaybeOfStream, onceClosed } from "./once-closed.ts";

/** How a request came to its end. */
export interface RequestEnd {
  /** What was answered; 499, as nginx has it, when the client went before anything was. */
  readonly status: number;
  /** Whether the answer was not sent whole. */
  readonly isAborted: boolean;
  /** The connection that it came by. */
  readonly socket: Socket;
}

const CLIENT_GONE = 499;

/**
 * Tells of a request's end, once: Fastify's `onResponse` does so only of answers that were sent whole, and its
 * `onRequestAbort` only of requests whose body had not been read when their client went.
 */
export function onRequestEnd(
  request: FastifyRequest,
  reply: FastifyReply,
  tell: (request: FastifyRequest, reply: FastifyReply, end: RequestEnd) => void,
): void {
  const { raw }: { raw: ServerResponse & MaybeOfStream } = reply;
  // Of some that were answered, Node forgets it.
  const { socket } = request.raw;
  let isFinished = false;
  raw.on("finish", () => {
    isFinished = true;
  });
  onceClosed(reply, () => {
    // HTTP/2's face of a response says that it has finished however its stream ended.
    const isAborted = !isFinished || (raw.stream?.rstCode ?? 0) !== 0;
    tell(request, reply, { status: raw.headersSent ? reply.statusCode : CLIENT_GONE, isAborted, socket });
  });
}
