import { accepts } from "@threefold/graphql-http";
import { decideOnce } from "@threefold/http-server";
import type { IncrementalSpec, TakesParts } from "../../operation/defer/index.ts";
import type { Frame } from "../../subscription/delivery.ts";
import type { StreamEnd } from "../../subscription/subscriber.ts";

/** How a stream of responses is written over HTTP. */
export interface StreamForm {
  readonly contentType: string;
  /** Whether it is coded (gzip and the like) for who takes that. What may say nothing for long is not. */
  readonly isCoded?: boolean;
  /** What is written at once, so that the client knows that it is connected. */
  readonly opening: string;
  /** One response, from its JSON text. */
  readonly frame: Frame;
  /** Says that the subscription has begun, in a way that clients ignore who do not look for it. */
  readonly begun: string;
  /** A sign of life that clients ignore. Absent where streams are as short as the time of an operation. */
  readonly heartbeat?: string;
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

/**
 * Incremental delivery over HTTP: a part of the body for each part of the answer
 * (https://github.com/graphql/graphql-over-http/blob/main/rfcs/IncrementalDelivery.md).
 * @param parameter the parameter of the type that says the form of the parts
 */
const incrementalForm = (parameter: string): StreamForm => ({
  contentType: `multipart/mixed;boundary="graphql";${parameter}`,
  isCoded: true,
  opening: "--graphql",
  begun: "",
  frame: (text) => Buffer.from(part(text)),
  closing: (end) =>
    end.kind === "failed" ? `${part(JSON.stringify({ errors: end.errors, hasNext: false }))}--\r\n` : "--\r\n",
});

/** How a client takes an answer in parts. */
export interface TakenParts extends TakesParts {
  readonly form: StreamForm;
}

const takenParts = (spec: IncrementalSpec, parameter: string): TakenParts => ({
  spec,
  isDefault: false,
  form: incrementalForm(parameter),
});

const SUBSCRIPTIONS = /multipart\/mixed\s*;[^,]*\bsubscriptionSpec="?1\.0"?/i;
const PARTS: readonly { readonly type: RegExp; readonly taken: TakenParts }[] = [
  {
    type: /multipart\/mixed\s*;[^,]*\bincrementalSpec="?v0\.2"?/i,
    taken: takenParts("v0.2", "incrementalSpec=v0.2"),
  },
  {
    type: /multipart\/mixed\s*;[^,]*\bdeferSpec="?20220824"?/i,
    taken: takenParts("20220824", "deferSpec=20220824"),
  },
];

/** Where no standard negotiates the form of the parts: the older one, unless the operation names another. */
export const BY_DEFAULT: TakesParts = { spec: "20220824", isDefault: true };

/** In which forms a client takes the events of a subscription, and an answer in parts. Nobody does for taking anything. */
export interface TakenForms {
  readonly events: StreamForm | undefined;
  readonly parts: TakenParts | undefined;
}

const formsOf = decideOnce((accept): TakenForms | undefined => {
  const named = accept.toLowerCase().includes("text/event-stream");
  const sse = named && accepts(accept, ["text/event-stream"]) ? SSE : undefined;
  const events = SUBSCRIPTIONS.test(accept) ? MULTIPART : sse;
  const parts = PARTS.find(({ type }) => type.test(accept))?.taken ?? (sse && { ...BY_DEFAULT, form: sse });
  return events === undefined && parts === undefined ? undefined : { events, parts };
});

/** @returns undefined for a client that takes neither */
export const streamFormsOf = (accept: string | undefined): TakenForms | undefined =>
  accept === undefined ? undefined : formsOf(accept);

const jsonIn = decideOnce((accept) => accepts(accept, ["application/json", "application/graphql-response+json"]));

/** Whether a client takes JSON too. */
export const takesJson = (accept = "*/*"): boolean => jsonIn(accept);
