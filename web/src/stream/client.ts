import { createClient as createSseClient } from "graphql-sse";
import { createClient as createSocketClient } from "graphql-ws";
import type { Transport } from "./transports.ts";

/** Both clients as the pages use them: `graphql-ws` and `graphql-sse` agree on this much. */
export interface StreamClient {
  subscribe<Data>(payload: StreamPayload, sink: StreamSink<Data>): () => void;
  iterate<Data>(payload: StreamPayload): AsyncIterableIterator<StreamResult<Data>>;
}

export interface StreamPayload {
  readonly query: string;
  readonly variables?: Record<string, unknown> | null;
  readonly operationName?: string | null;
}

export interface StreamResult<Data> {
  readonly data?: Data | null | undefined;
  readonly errors?: readonly { readonly message: string }[] | undefined;
}

export interface StreamSink<Data> {
  next(result: StreamResult<Data>): void;
  error(error: unknown): void;
  complete(): void;
}

/** `lost` is on its way back: both clients try again, sooner at first. */
export type ConnectionState = "connecting" | "connected" | "lost";

interface StreamOptions {
  /** The token to subscribe with, asked for whenever a connection is made. */
  readonly accessToken: () => Promise<string | undefined>;
  readonly onState?: (state: ConnectionState) => void;
}

const LONGEST_PAUSE_MS = 3_000;

/**
 * A client for subscriptions to the graph that serves this page. It is connected as long as there is something that it is
 * subscribed to: who ends the last subscription has ended the connection.
 */
export function createStreamClient(transport: Transport, { accessToken, onState }: StreamOptions): StreamClient {
  const headers = async (): Promise<Record<string, string>> => {
    const token = await accessToken();
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  };
  const retryWait = (retries: number) =>
    new Promise<void>((resolve) => setTimeout(resolve, Math.min(250 * 2 ** retries, LONGEST_PAUSE_MS)));
  const shared = { retryAttempts: Number.POSITIVE_INFINITY, retryWait };
  if (transport === "sse") {
    return createSseClient({
      ...shared,
      url: "/graphql",
      headers,
      on: {
        connecting: (again) => onState?.(again ? "lost" : "connecting"),
        connected: () => onState?.("connected"),
      },
    });
  }
  return createSocketClient({
    ...shared,
    url: new URL("/graphql", location.href.replace(/^http/, "ws")).href,
    connectionParams: headers,
    on: {
      connecting: (again) => onState?.(again ? "lost" : "connecting"),
      connected: () => onState?.("connected"),
      closed: () => onState?.("lost"),
    },
  });
}
