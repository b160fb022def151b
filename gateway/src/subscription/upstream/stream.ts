import type { SubgraphFailure } from "../../subgraph/failure.ts";

/** What is sent to a subgraph to open one stream. */
export interface StreamRequest {
  /** The GraphQL request as JSON text, without extensions. */
  readonly body: string;
  /** The last event that was seen, when the stream is opened again. */
  readonly afterEventId: string | undefined;
  readonly traceparent: string;
  /** The headers that say who asks, and those that are forwarded. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The same for all requests in the name of one identity with the same forwarded headers. */
  readonly identityKey: string;
}

/** Is told what comes of one stream. After `complete`, `errors` or `lost` nothing more comes. */
export interface StreamListener {
  /** The request was sent on a connection that the subgraph accepted. */
  opened(): void;
  /**
   * The subgraph says that the stream has begun: what happens from now on comes.
   * @param after the event of its log that all come after, where it told of one
   */
  begun(after: string | undefined): void;
  /** A GraphQL response, as the subgraph sent it. Nothing in it is believed. */
  next(payload: unknown): void;
  complete(): void;
  /** The subgraph refused the operation, or ended it with errors. */
  errors(errors: readonly unknown[]): void;
  /** The connection is gone, or no longer makes sense. */
  lost(failure: SubgraphFailure): void;
}

/** Opens streams of one subgraph, by whatever protocol. */
export interface Upstream {
  /**
   * Opens a stream.
   * @returns what closes it at once: nothing more is told, and the subgraph learns of it without waiting for an event
   */
  open(request: StreamRequest, listener: StreamListener): () => void;
  /** How many streams are open, and over how many connections. */
  readonly usage: { readonly streams: number; readonly connections: number };
  close(): void;
}
