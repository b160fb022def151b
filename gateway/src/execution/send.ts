import { MalformedAnswer } from "./errors.ts";
import type { Execution, ExecutionObserver, ResponseAbout, SubgraphRequest, SubgraphResponse } from "./execution.ts";
import { clone, isObject, type Json, type JsonObject } from "./json.ts";

/** What is the same in every execution of a fetch. */
export interface FetchInfo {
  readonly subgraph: string;
  readonly operation: string;
  readonly operationName: string | undefined;
  readonly operationKind: SubgraphRequest["operationKind"];
  readonly path: readonly string[];
  /** Whether another fetch of the plan sends the same operation to the same subgraph. */
  readonly hasTwin: boolean;
}

/** An answer of the right outer shape. */
export interface Answer {
  readonly data: JsonObject | undefined;
  readonly errors: readonly unknown[];
}

/**
 * Sends one request, unless the same query is on its way for another part of the plan: then both get its answer. No
 * function of its own waits for it, which every fetch would pay for: `readAnswer` is for who waits.
 * @throws what the caller threw
 */
export function send(
  execution: Execution,
  fetch: FetchInfo,
  body: string,
  representations?: Represented,
): Promise<SubgraphResponse> {
  const { observer, signal } = execution;
  if (observer !== undefined) return sendObserved(observer, execution, fetch, body, representations);
  signal?.throwIfAborted();
  return start(execution, fetch, body, twinOf(execution, fetch, body));
}

interface Represented {
  readonly needed: number;
  readonly sent: number;
}

async function sendObserved(
  observer: ExecutionObserver,
  execution: Execution,
  fetch: FetchInfo,
  body: string,
  representations: Represented | undefined,
): Promise<SubgraphResponse> {
  const startedAt = performance.now();
  let status: number | undefined;
  let about: ResponseAbout | undefined;
  let retries = 0;
  let shared = false;
  let failed = true;
  try {
    execution.signal?.throwIfAborted();
    const twin = twinOf(execution, fetch, body);
    shared = twin !== undefined;
    const response = await start(execution, fetch, body, twin);
    ({ status, about } = response);
    // One of the wrong shape has failed.
    readAnswer(fetch.subgraph, response);
    failed = false;
    return response;
  } catch (error) {
    retries = retriesOf(error);
    throw error;
  } finally {
    observer.fetched({
      subgraph: fetch.subgraph,
      operation: fetch.operation,
      operationName: fetch.operationName,
      path: fetch.path,
      ...(representations === undefined ? {} : { representations }),
      body,
      about,
      retries: about?.retries ?? retries,
      startedAt,
      durationMs: performance.now() - startedAt,
      status,
      shared,
      failed,
    });
  }
}

const retriesOf = (error: unknown): number =>
  error instanceof Error && "retries" in error && typeof error.retries === "number" ? error.retries : 0;

const keyOf = ({ subgraph }: FetchInfo, body: string) => `${subgraph}\n${body}`;

/** The answer to the same query for another part of the plan, while it is on its way. */
const twinOf = ({ inFlight }: Execution, fetch: FetchInfo, body: string) =>
  fetch.hasTwin ? inFlight.get(keyOf(fetch, body)) : undefined;

function start(
  execution: Execution,
  fetch: FetchInfo,
  body: string,
  twin: Promise<SubgraphResponse> | undefined,
): Promise<SubgraphResponse> {
  if (twin !== undefined) return join(twin);
  const { subgraph, operationKind, hasTwin } = fetch;
  const answer = execution.call.fetch({ subgraph, operationKind, body, signal: execution.signal });
  if (!hasTwin || operationKind !== "query") return answer;
  const key = keyOf(fetch, body);
  execution.inFlight.set(key, answer);
  return answer.finally(() => execution.inFlight.delete(key));
}

/** Copies in the very reaction to the answer, so before the first that waits for it can have changed anything. */
const join = (answer: Promise<SubgraphResponse>): Promise<SubgraphResponse> =>
  answer.then((response) => ({ ...response, data: clone(response.data as Json | undefined) }));

/**
 * Looks at the outer shape of an answer.
 * @throws MalformedAnswer
 */
export function readAnswer(subgraph: string, { data, errors }: SubgraphResponse): Answer {
  if (errors !== undefined && errors !== null && !Array.isArray(errors)) {
    throw new MalformedAnswer(subgraph, '"errors" is no list');
  }
  if (data !== undefined && data !== null && !isObject(data)) {
    throw new MalformedAnswer(subgraph, '"data" is no object');
  }
  const given: readonly unknown[] = errors ?? [];
  if (data === undefined && given.length === 0)
    throw new MalformedAnswer(subgraph, "there is neither data nor an error");
  return { data: data ?? undefined, errors: given };
}
