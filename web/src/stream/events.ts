import { createClient } from "graphql-sse";
import type { StreamClient, StreamOptions, StreamPayload, StreamSink } from "./client.ts";
import { retryWait } from "./retry.ts";

/** The comment by which the gateway says that a subscription has begun. Clients do not see comments. */
const BEGUN = ": subscribed";

/** Subscriptions by GraphQL over server-sent events, each over a request of its own. */
export function createEventClient(options: StreamOptions): StreamClient {
  const clientOf = (begun: () => void) =>
    createClient({
      ...options,
      retryAttempts: Number.POSITIVE_INFINITY,
      retry: retryWait,
      fetchFn: async (input: string, init: RequestInit) => listen(await fetch(input, init), begun),
    });
  return {
    subscribe: <Data>(payload: StreamPayload, sink: StreamSink<Data>) =>
      clientOf(() => sink.state?.("connected")).subscribe<Data>(payload, sink, {
        connecting: (again) => sink.state?.(again ? "lost" : "connecting"),
      }),
    iterate: <Data>(payload: StreamPayload) => clientOf(() => {}).iterate<Data>(payload),
  };
}

/** The same response, and a call when its stream says that the subscription has begun. */
function listen(response: Response, begun: () => void): Response {
  const decoder = new TextDecoder();
  let read = "";
  let told = false;
  const listening = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk);
      if (told) return;
      read += decoder.decode(chunk, { stream: true });
      told = read.startsWith(BEGUN) || read.includes(`\n${BEGUN}`);
      if (told) begun();
    },
  });
  return new Response(response.body?.pipeThrough(listening) ?? null, response);
}
