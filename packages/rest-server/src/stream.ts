import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";

/** JSON texts, a line each (https://github.com/ndjson/ndjson-spec). */
export const NDJSON = "application/x-ndjson";

/** Events of a server (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export const EVENTS = "text/event-stream";

/** Milliseconds after which a stream of events that is silent says that it is there, so that nothing on the way ends it. */
const SILENCE_MS = 15_000;
/** Milliseconds after which a client comes back whose stream has ended. */
const RETRY_MS = 2_000;

/** One event of a stream. */
export interface ServerSentEvent {
  /** Sent again as `Last-Event-ID` by a client that comes back; left out where a stream begins with all that counts. */
  readonly id?: string;
  /** Its type; `message`, as clients call it, unless given. */
  readonly event?: string;
  readonly data: object;
}

/** Sends a text as it comes, no faster than the client takes it. The iterable is left when the client is gone. */
export const sendStream = (reply: FastifyReply, mediaType: string, chunks: AsyncIterable<string>): FastifyReply =>
  reply.type(mediaType).send(Readable.from(chunks, { objectMode: false }));

/** Sends events as they happen, until the client or the source ends it. */
export function sendEvents(reply: FastifyReply, events: AsyncIterator<ServerSentEvent>): FastifyReply {
  const stream = new Readable({ read() {} });
  const silence = setInterval(() => stream.push(":\n\n"), SILENCE_MS);
  stream.push(`retry: ${RETRY_MS}\n\n`);
  const end = () => {
    clearInterval(silence);
    void events.return?.();
  };
  stream.once("close", end);
  const follow = async () => {
    for (let next = await events.next(); !next.done; next = await events.next()) stream.push(textOf(next.value));
    stream.push(null);
  };
  follow().catch((error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))));
  return reply.type(`${EVENTS}; charset=utf-8`).header("x-accel-buffering", "no").send(stream);
}

/** JSON has no line breaks outside of its strings, and none that are not escaped within. */
const textOf = ({ id, event, data }: ServerSentEvent): string =>
  `${field("id", id)}${field("event", event)}data: ${JSON.stringify(data)}\n\n`;

const field = (name: string, value: string | undefined) => (value === undefined ? "" : `${name}: ${value}\n`);
