import { createClient } from "graphql-ws";
import type { ConnectionState, StreamClient, StreamOptions, StreamPayload, StreamSink } from "./client.ts";
import { retryWait } from "./retry.ts";

/** Subscriptions by graphql-transport-ws, all over one WebSocket. */
export function createSocketClient({ url, headers }: StreamOptions): StreamClient {
  /** Who wants to know how the connection stands, by the ids of operations. */
  const listeners = new Map<string, (state: ConnectionState) => void>();
  const tellAll = (state: ConnectionState) => {
    for (const listener of listeners.values()) listener(state);
  };
  let lastId = "";
  const client = createClient({
    url: url.replace(/^http/, "ws"),
    connectionParams: headers,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait,
    // A refused connection is an error event before it is a close, and would count as final.
    shouldRetry: () => true,
    generateID() {
      lastId = crypto.randomUUID();
      return lastId;
    },
    on: {
      connecting: (again) => tellAll(again ? "lost" : "connecting"),
      closed: () => tellAll("lost"),
      // How the gateway says that a subscription has begun: gateway/SUBSCRIPTIONS.md.
      ping: (_received, payload) => listeners.get(String(payload?.["subscribed"]))?.("connected"),
    },
  });
  return {
    subscribe<Data>(payload: StreamPayload, sink: StreamSink<Data>) {
      const unsubscribe = client.subscribe<Data>(payload, sink);
      const id = lastId;
      listeners.set(id, (state) => sink.state?.(state));
      return () => {
        listeners.delete(id);
        unsubscribe();
      };
    },
    iterate: <Data>(payload: StreamPayload) => client.iterate<Data>(payload),
  };
}
