import { meros } from "meros/browser";
import type { StreamClient, StreamError, StreamOptions, StreamPayload, StreamResult, StreamSink } from "./client.ts";
import { retryWait } from "./retry.ts";

/** A part: a response, or nothing as a sign of life. `errors` beside the payload end the stream. */
interface Part<Data> {
  readonly payload?: StreamResult<Data> | null;
  readonly errors?: readonly StreamError[];
}

/** The graph said no, or ended the stream: not to be tried again. */
class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly errors: readonly StreamError[];

  constructor(errors: readonly StreamError[]) {
    super(errors[0]?.message ?? "The graph refused.");
    this.errors = errors;
  }
}

/** Subscriptions as parts of one long answer, each over a request of its own: Apollo's multipart protocol. */
export function createMultipartClient(options: StreamOptions): StreamClient {
  return {
    subscribe<Data>(payload: StreamPayload, sink: StreamSink<Data>) {
      const ended = new AbortController();
      void follow<Data>(options, payload, sink, ended.signal);
      return () => ended.abort();
    },
    async *iterate<Data>(payload: StreamPayload) {
      const ended = new AbortController();
      try {
        yield* readStream<Data>(options, payload, ended.signal);
      } finally {
        ended.abort();
      }
    },
  };
}

async function follow<Data>(
  options: StreamOptions,
  payload: StreamPayload,
  sink: StreamSink<Data>,
  signal: AbortSignal,
): Promise<void> {
  let retries = 0;
  sink.state?.("connecting");
  for (;;) {
    try {
      const begun = () => {
        retries = 0;
        sink.state?.("connected");
      };
      for await (const result of readStream<Data>(options, payload, signal, begun)) sink.next(result);
      return sink.complete();
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof RefusedError) return sink.error(error.errors);
      sink.state?.("lost");
      await retryWait(retries++);
      if (signal.aborted) return;
    }
  }
}

async function* readStream<Data>(
  { url, headers }: StreamOptions,
  payload: StreamPayload,
  signal: AbortSignal,
  begun = () => {},
): AsyncGenerator<StreamResult<Data>, void> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      accept: "multipart/mixed;subscriptionSpec=1.0, application/json",
      "content-type": "application/json",
      ...(await headers()),
    },
    body: JSON.stringify(payload),
    signal,
  });
  // Nobody there, or a gateway that is about to end: this may pass. Any other answer that is no stream says why.
  if (response.status >= 500) throw new Error(`the graph answered with ${response.status}`);
  const parts = await meros<Part<Data>>(response);
  if (parts instanceof Response) throw new RefusedError((await parts.json()).errors ?? []);
  for await (const part of parts) {
    if (part.headers["x-subscribed"] !== undefined) begun();
    if (!part.json) throw new Error("a part that is not JSON");
    if (part.body.errors) throw new RefusedError(part.body.errors);
    if (part.body.payload) yield part.body.payload;
  }
}
