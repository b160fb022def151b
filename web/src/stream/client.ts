import { createEventClient } from "./events.ts";
import { createMultipartClient } from "./multipart.ts";
import { createSocketClient } from "./socket.ts";
import type { Transport } from "./transports.ts";

/** A client of any of the transports: what `graphql-ws` and `graphql-sse` agree on, and how its connection stands. */
export interface StreamClient {
  subscribe<Data>(payload: StreamPayload, sink: StreamSink<Data>): () => void;
  iterate<Data>(payload: StreamPayload): AsyncIterableIterator<StreamResult<Data>>;
}

export interface StreamPayload {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly extensions?: Record<string, unknown>;
}

export interface StreamError {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

export interface StreamResult<Data> {
  readonly data?: Data | null | undefined;
  readonly errors?: readonly StreamError[] | undefined;
  readonly extensions?: unknown;
}

export interface StreamSink<Data> {
  next(result: StreamResult<Data>): void;
  error(error: unknown): void;
  complete(): void;
  /** Told whenever it changes, for the connection that this subscription comes by. */
  state?(state: ConnectionState): void;
}

/**
 * `connected` when the subscription has begun: what happens from then on arrives. `lost` is on its way back: all clients
 * try again, sooner at first.
 */
export type ConnectionState = "connecting" | "connected" | "lost";

export interface StreamOptions {
  readonly url: string;
  /** The headers to subscribe with, asked for whenever a connection is made. */
  readonly headers: () => Promise<Record<string, string>>;
}

/**
 * A client for subscriptions to the graph that serves this page. It is connected as long as there is something that it is
 * subscribed to: who ends the last subscription has ended the connection.
 * @param accessToken the token to subscribe with, asked for whenever a connection is made
 */
export function createStreamClient(
  transport: Transport,
  { accessToken }: { accessToken: () => Promise<string | undefined> },
): StreamClient {
  const headers = async (): Promise<Record<string, string>> => {
    const token = await accessToken();
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  };
  const options: StreamOptions = { url: new URL("/graphql", location.href).href, headers };
  if (transport === "multipart") return createMultipartClient(options);
  if (transport === "websocket") return createSocketClient(options);
  return createEventClient(options);
}
