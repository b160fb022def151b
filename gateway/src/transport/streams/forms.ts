import { accepts } from "@threefold/graphql-http";
import type { Frame } from "../../subscription/delivery.ts";
import type { StreamEnd } from "../../subscription/subscriber.ts";

/** How a stream of responses is written over HTTP. */
export interface StreamForm {
  readonly contentType: string;
  /** What is written at once, so that the client knows that it is connected. */
  readonly opening: string;
  /** One response, from its JSON text. */
  readonly frame: Frame;
  /** Says that the subscription has begun, in a way that clients ignore who do not look for it. */
  readonly begun: string;
  /** A sign of life that clients ignore. */
  readonly heartbeat: string;
  closing(end: StreamEnd): string;
}

/**
 * GraphQL over SSE, distinct connections
 * (https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md#distinct-connections-mode). Errors come as a response.
 */
export const SSE: StreamForm = {
  contentType: "text/event-stream; charset=utf-8",
  opening: ":\n\n",
  frame: (text) => Buffer.from(`event: next\ndata: ${text}\n\n`),
  begun: ": subscribed\n\n",
  heartbeat: ":\n\n",
  closing: (end) => {
    const errors = end.kind === "failed" ? `event: next\ndata: ${JSON.stringify({ errors: end.errors })}\n\n` : "";
    return `${errors}event: complete\ndata:\n\n`;
  },
};

const part = (json: string, header = "") => `\r\ncontent-type: application/json\r\n${header}\r\n${json}\r\n--graphql`;

/**
 * Apollo's multipart protocol for subscriptions
 * (https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol). Each part ends with
 * the next one's boundary, since clients take a part only when they see that.
 */
export const MULTIPART: StreamForm = {
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
  opening: `--graphql${part("{}")}`,
  frame: (text) => Buffer.from(part(`{"payload":${text}}`)),
  // A header of a part that is no content header may mean what one likes (RFC 2046, section 5.1).
  begun: part("{}", "x-subscribed: true\r\n"),
  heartbeat: part("{}"),
  closing: (end) =>
    end.kind === "failed" ? `${part(JSON.stringify({ payload: null, errors: end.errors }))}--\r\n` : "--\r\n",
};

const MULTIPART_TYPE = /multipart\/mixed\s*;[^,]*\bsubscriptionSpec="?1\.0"?/i;

/** The form of stream that a client asks for, when it asks for one. Nobody gets one for taking anything. */
export function streamFormOf(accept: string | undefined): StreamForm | undefined {
  if (accept === undefined) return undefined;
  if (MULTIPART_TYPE.test(accept)) return MULTIPART;
  const named = accept.toLowerCase().includes("text/event-stream");
  return named && accepts(accept, ["text/event-stream"]) ? SSE : undefined;
}

/** Whether a client takes JSON too. */
export const takesJson = (accept = "*/*"): boolean =>
  accepts(accept, ["application/json", "application/graphql-response+json"]);
