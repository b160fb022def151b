import { createClient } from "graphql-ws";
import type { ConnectionState, StreamClient, StreamOptions, StreamPayload, StreamSink } from "./client.ts";
import { retryWait } from "./retry.ts";

/** Subscriptions by graphql-transport-ws, all over one WebSocket. */
export function createSocketClient({ url, headers }: StreamOptions): StreamClient {
  const listeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = "connecting";
  const changed = (now: ConnectionState) => {
    state = now;
    for (const listener of listeners) listener(now);
  };
  const client = createClient({
    url: url.replace(/^http/, "ws"),
    connectionParams: headers,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait,
    // A refused connection is an error event before it is a close, and would count as final.
    shouldRetry: () => true,
    on: {
      connecting: (again) => changed(again ? "lost" : "connecting"),
      connected: () => changed("connected"),
      closed: () => changed("lost"),
    },
  });
  return {
    subscribe<Data>(payload: StreamPayload, sink: StreamSink<Data>) {
      const listener = (now: ConnectionState) => sink.state?.(now);
      listeners.add(listener);
      // The socket may be there already, by another subscription.
      if (state === "connected") listener(state);
      const unsubscribe = client.subscribe<Data>(payload, sink);
      return () => {
        listeners.delete(listener);
        unsubscribe();
      };
    },
    iterate: <Data>(payload: StreamPayload) => client.iterate<Data>(payload),
  };
}
