import type { IncomingHttpHeaders } from "node:http";
import { type Coding, markEventStream, onceClosed } from "@threefold/http-server";
import type { WatchCaller } from "@threefold/identity";
import type { Clock } from "@threefold/upstream";
import type { FastifyReply } from "fastify";
import type { Caller } from "../../identity/identity.ts";
import type { Delivery } from "../../subscription/delivery.ts";
import { Outbox } from "../../subscription/outbox.ts";
import type { Sessions } from "../../subscription/sessions.ts";
import type { StreamSettings } from "../../subscription/settings.ts";
import { COME_BACK, forbidden, type StreamEnd } from "../../subscription/subscriber.ts";
import type { StreamForm } from "./forms.ts";
import { codedBody, plainBody } from "./part-coder.ts";

export interface HttpStreamOptions {
  readonly sessions: Sessions;
  readonly watch: WatchCaller<Caller>;
  readonly settings: StreamSettings;
  readonly clock: Clock;
  readonly measure: { dropped(): void };
  /** How a body that ends is coded, by `Accept-Encoding`; undefined to send it as it is. */
  readonly codingFor: (acceptEncoding: string | undefined) => Coding | undefined;
}

/** Of whom a stream over HTTP is. */
export interface StreamReader {
  readonly caller: Caller;
  readonly headers: IncomingHttpHeaders;
}

/** A reply that became a stream. */
export interface HttpStream {
  next(delivery: Delivery): void;
  /** Writes one part of an answer, from its JSON text. */
  part(text: string): void;
  /**
   * Writes an event that is framed already.
   * @param stream of which subscription it is, where one stream has several
   */
  event(text: string, stream: string): void;
  /** Writes what is no event of a subscription. */
  write(text: string): void;
  end(end: StreamEnd): void;
}

/**
 * Begins a stream on a reply.
 * @param onClosed called once when it ends, whoever ends it: nothing is sent from then on
 * @param isBrief whether it ends by itself in the time of an operation, so that the end of the process waits for it
 * @returns undefined when the gateway has as many as it may have: nothing was sent then
 */
export function openHttpStream(
  reply: FastifyReply,
  form: StreamForm,
  reader: StreamReader,
  options: HttpStreamOptions,
  onClosed: () => void,
  isBrief = false,
): HttpStream | undefined {
  const { sessions, watch, settings, clock, measure } = options;
  const leave = sessions.add({
    beat() {
      if (form.heartbeat !== undefined) outbox.send(form.heartbeat);
    },
    comeBack() {
      if (!isBrief) end(COME_BACK);
    },
    cut() {
      if (isOver) response.destroy();
    },
  });
  if (leave === undefined) return undefined;
  const response = reply.raw;
  const coding = form.isCoded ? options.codingFor(reader.headers["accept-encoding"]) : undefined;
  const body =
    coding === undefined
      ? plainBody(response)
      : codedBody(response, coding, {
          onSent: () => outbox.drained(),
          onFailed: (error) => response.destroy(error),
        });
  const outbox = new Outbox({
    wire: body,
    policy: settings.slowClients,
    highWaterBytes: settings.highWaterBytes,
    maxQueued: settings.maxQueued,
    onDropped: measure.dropped,
    onTooSlow: () => response.destroy(),
  });
  const stopWatching = watch(reader.caller, reader.headers, (reason) => end(forbidden(reason)));
  const cancelLifetime = settings.lifetime > 0 ? clock.after(settings.lifetime, () => end(COME_BACK)) : () => {};
  let isOver = false;
  const over = () => {
    if (isOver) return;
    isOver = true;
    onClosed();
  };
  const end = (reason: StreamEnd) => {
    outbox.send(form.closing(reason));
    outbox.end(() => body.end());
    over();
  };
  const closed = () => {
    leave();
    stopWatching();
    cancelLifetime();
    outbox.close();
    over();
  };
  response.on("drain", () => outbox.drained());
  onceClosed(reply, closed);

  if (!isBrief) markEventStream(reply);
  reply.hijack();
  response.writeHead(200, {
    ...headersOf(reply),
    "content-type": form.contentType,
    "cache-control": "no-store",
    // Else proxies of one kind would keep events until there are many.
    "x-accel-buffering": "no",
    ...(coding && { "content-encoding": coding }),
  });
  body.write(form.opening);
  return {
    next: (delivery) => outbox.sendEvent("", delivery.framed(form.frame)),
    part: (text) => outbox.send(form.frame(text)),
    event: (text, stream) => outbox.sendEvent(stream, text),
    write: (text) => outbox.send(text),
    end,
  };
}

/** What was set before: a request id, CORS, Vary. */
const headersOf = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(
    Object.entries(reply.getHeaders()).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
