import { codingFor, encode, etagOf, isKnown } from "@threefold/http-server";
import type { FastifyReply, FastifyRequest } from "fastify";
import { cacheControlOf } from "./caching.ts";
import type { ExecutorAnswer } from "./executor.ts";
import type { MediaType } from "./media-type.ts";
import { type HttpRefusal, MalformedRequest, refusalText } from "./refusal.ts";
import { type StatusConvention, statusOf } from "./status.ts";

export interface RespondOptions {
  readonly convention: StatusConvention;
  /** Whether answers are encoded for clients that want it. */
  readonly compression: boolean;
}

/** Sends an executor's answer: at once, unless it has to be encoded. */
export function respond(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: ExecutorAnswer,
  mediaType: MediaType,
  personal: boolean,
  { convention, compression }: RespondOptions,
): FastifyReply | Promise<FastifyReply> {
  if (answer.headers) reply.headers(answer.headers);
  const status = answer.status ?? statusOf(answer.outcome, mediaType, convention);
  reply.code(status).header("content-type", mediaType.contentType);
  reply.header("cache-control", cacheControlOf(answer, personal));
  const coding = compression ? codingFor(request.headers["accept-encoding"], answer.text) : undefined;
  if (request.method !== "POST" && answer.outcome === "complete" && status === 200) {
    const etag = etagOf(answer.text, coding);
    reply.header("etag", etag);
    if (isKnown(etag, request.headers["if-none-match"])) {
      return reply.removeHeader("content-type").code(304).send();
    }
  }
  if (coding === undefined) return reply.send(answer.text);
  reply.header("content-encoding", coding);
  return encode(answer.text, coding).then((encoded) => reply.send(encoded));
}

/** Sends what was refused before there was an operation. */
export function refuse(
  reply: FastifyReply,
  refusal: HttpRefusal,
  mediaType: MediaType,
  convention: StatusConvention,
): FastifyReply {
  const status = refusal instanceof MalformedRequest && convention === "september-2026" ? 422 : refusal.status;
  return reply
    .code(status)
    .headers({ ...refusal.headers, "cache-control": "no-store", "content-type": mediaType.contentType })
    .send(refusalText(refusal));
}
