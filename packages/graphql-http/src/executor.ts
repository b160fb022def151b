/** What a client asks for, by whatever way it came. */
export interface GraphQLRequest {
  /** The document's text. Absent where the client names a document instead. */
  readonly query: string | undefined;
  /** The document by its identifier, `sha256:` and 64 hexadecimal digits, as the draft's appendix on persisted documents has it. */
  readonly documentId: string | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
  /** Whether it came by a safe method, so that only queries may run: others get 405. */
  readonly queriesOnly: boolean;
}

/** How long an answer may be kept, by what its parts say. */
export interface CachePolicy {
  /** Seconds. 0 when it may not be kept. */
  readonly maxAge: number;
  /** Whether it is the same for everybody. */
  readonly isPublic: boolean;
}

/**
 * What came of a request: data alone ("complete"), data or null with errors ("partial"), a document that cannot be
 * parsed ("unreadable"), or a request that was not run for another reason ("refused").
 */
export type Outcome = "complete" | "partial" | "unreadable" | "refused";

export interface ExecutorAnswer {
  /** The GraphQL response as JSON text. */
  readonly text: string;
  readonly outcome: Outcome;
  /** Where the outcome does not say it: 401, 405, 429, 503, … */
  readonly status?: number | undefined;
  /** Names in lower case. A `cache-control` here stands above the policy. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Nothing is kept without one. */
  readonly cachePolicy?: CachePolicy | undefined;
}

/** Runs the operations of one HTTP request. Disposed of when it is answered. */
export interface Executor extends Disposable {
  /** Whether somebody in particular asks, so that nothing is kept. */
  readonly personal: boolean;
  /** Never rejects for what a client sends. */
  execute(request: GraphQLRequest): Promise<ExecutorAnswer>;
  /**
   * For a client that takes a stream of responses, in a form that this package does not know: runs one operation of any
   * kind. Gives nothing when it has taken over the reply, to send a stream by itself.
   */
  readonly stream?: ((request: GraphQLRequest) => Promise<ExecutorAnswer | undefined>) | undefined;
}
