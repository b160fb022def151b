import type { OperationKind } from "@threefold/federation/planner";
import type { Signal } from "@threefold/upstream";
import type { Schedule } from "./incremental/schedule.ts";
import type { JsonObject } from "./json.ts";
import type { ResponsePath } from "./path.ts";

/** The coerced values of an operation's variables, by name; one without value or default is absent. */
export type Variables = Readonly<Record<string, unknown>>;

/** An error as a response holds it. */
export interface ResponseError {
  readonly message: string;
  readonly path?: ResponsePath;
  readonly extensions: Readonly<Record<string, unknown>>;
  /** What happened inside, for logs. Never written into the response. */
  readonly cause?: unknown;
}

/** One GraphQL request for one subgraph. */
export interface SubgraphRequest {
  readonly subgraph: string;
  readonly operationKind: OperationKind;
  /** The request as JSON text: query, operationName, variables. */
  readonly body: string;
  readonly signal: Signal | undefined;
}

/** What a subgraph answered. Nothing in `data` and `errors` is believed before it was looked at. `data` becomes ours. */
export interface SubgraphResponse {
  /** The HTTP status, where there is one. */
  readonly status?: number;
  readonly data?: unknown;
  readonly errors?: unknown;
  /** What else is known of it, when that was wanted. */
  readonly about?: ResponseAbout | undefined;
}

/** For those who explain. */
export interface ResponseAbout {
  /** Length of the answer's body. */
  readonly bytes: number;
  readonly retries: number;
  /** Of the answer. */
  readonly extensions: unknown;
}

export interface SubgraphCaller {
  /**
   * Sends one request.
   * @throws what kept an answer from coming; a GraphQLError's message, code and extensions are shown to the client, and
   * `retries`, where it has them, to those who explain
   */
  fetch(request: SubgraphRequest): Promise<SubgraphResponse>;
}

/** What one fetch of a plan did, for those who explain. */
export interface FetchRecord {
  readonly subgraph: string;
  readonly operation: string;
  readonly operationName: string | undefined;
  /** Where in the plan: response names, and `@` for every element of a list. */
  readonly path: readonly string[];
  /** The plan's label of the deferred part that it belonged to. */
  readonly part?: string;
  /** How many objects needed the entity, and how many different representations were sent. Absent for root fields. */
  readonly representations?: { readonly needed: number; readonly sent: number };
  /** The request's body. */
  readonly body: string;
  readonly about: ResponseAbout | undefined;
  /** How often the request was sent again, whatever came of it. */
  readonly retries: number;
  /** Milliseconds of `performance.now()`. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly status: number | undefined;
  /** Whether this was answered by an identical request that was on its way. */
  readonly shared: boolean;
  /** Whether no answer came that could be used. */
  readonly failed: boolean;
}

export interface ExecutionObserver {
  fetched(record: FetchRecord): void;
}

export interface ExecutionOptions {
  readonly call: SubgraphCaller;
  /** Ends the execution: what was not fetched by then is null, with errors. */
  readonly signal?: Signal | undefined;
  readonly observer?: ExecutionObserver | undefined;
  /** Whether what it did cost is wanted. */
  readonly measured?: boolean | undefined;
}

/** One execution of an operation, as its steps see it. */
export interface Execution extends ExecutionOptions {
  /** All that was fetched so far, under the names of the plan. */
  readonly data: JsonObject;
  readonly variables: Variables;
  readonly errors: ResponseError[];
  /** Answers on their way, by subgraph and body: only of fetches that have a twin in the plan. */
  readonly inFlight: Map<string, Promise<SubgraphResponse>>;
  /** Of a response in parts: what is to come later. */
  readonly schedule?: Schedule | undefined;
}

/**
 * One part of a plan: works on the objects at one path, and merges into them what it fetches. Nothing is returned where
 * nothing is to be waited for. Never rejects: what fails is in `execution.errors`.
 */
export type Step = (execution: Execution, targets: readonly JsonObject[]) => Promise<void> | undefined;
