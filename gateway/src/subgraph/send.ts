import { createRetryBudget, pauseBefore } from "@threefold/upstream";
import { GraphQLError } from "graphql";
import type { Attempt, AttemptAnswer } from "./attempt.ts";
import type { ClientParts, RequestOutcome, SubgraphAnswer, SubgraphClient, SubgraphRequest } from "./client.ts";
import type { OperationContext } from "./context.ts";
import { SubgraphFailure } from "./failure.ts";
import type { SubgraphResponseEvent } from "./hooks.ts";
import type { MakeHeaders } from "./request-headers.ts";
import { shareQueries } from "./share.ts";
import { within } from "./within.ts";

/** A request from its headers to its outcome: attempts, measurements, the log, the hooks. */
export function createSend(parts: ClientParts, makeHeaders: MakeHeaders, attempt: Attempt): SubgraphClient["send"] {
  const { name, settings, measurements, hooks, clock, random } = parts;
  const budget = createRetryBudget();
  const attemptQuery = settings.shareQueries ? shareQueries(attempt) : attempt;

  /** Waits for the time of the next attempt; false when there is none. */
  const again = async (failure: unknown, { kind, context: { deadline }, retries }: Course) => {
    if (kind !== "query" || !(failure instanceof SubgraphFailure) || !failure.mayBeTriedAgain) return false;
    if (retries >= settings.retry.times) return false;
    const pause = pauseBefore(retries + 1, settings.retry, random());
    if (pause >= deadline.remaining() || !budget.spend()) return false;
    await clock.sleep(pause, deadline.signal).catch(() => {});
    if (deadline.signal.aborted) return false;
    measurements.retried(name);
    return true;
  };

  const inTime = async (hooked: Promise<void>, { deadline: { signal } }: OperationContext) => {
    try {
      await within(signal, hooked);
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new SubgraphFailure(name, "hurried", "a hook took all the time that the operation had", error);
    }
  };

  const tell = (event: SubgraphResponseEvent, { log }: OperationContext) => {
    const failed = (err: unknown) => log.error({ err }, "a hook failed");
    try {
      const told: unknown = hooks?.onSubgraphResponse?.(event);
      if (told instanceof Promise) told.catch(failed);
    } catch (err) {
      failed(err);
    }
  };

  const measure = ({ startedAt, preparing }: Course, outcome: RequestOutcome): number => {
    const durationMs = clock.now() - startedAt;
    if (preparing === undefined) measurements.answered(name, outcome, durationMs / 1000);
    return durationMs;
  };

  const answered = ({ status, headers, body, bytes }: AttemptAnswer, course: Course): SubgraphAnswer => {
    const durationMs = measure(course, "ok");
    const { kind, retries, context } = course;
    const answer = { status, headers, body, bytes, retries };
    context.cache.add(headers);
    if (hooks?.onSubgraphResponse) tell({ subgraph: name, kind, durationMs, retries, outcome: { answer } }, context);
    return answer;
  };

  /** What fails before the first attempt says nothing of the subgraph. What it says in a GraphQL error is for the client. */
  const failureOf = (error: unknown, { preparing }: Course): unknown => {
    if (preparing === undefined || error instanceof GraphQLError) return error;
    return new SubgraphFailure(name, preparing, error instanceof Error ? error.message : String(error), error);
  };

  const log = (error: SubgraphFailure, { context: { log, origin }, retries }: Course): void => {
    const { kind, extensions, detail, originalError } = error;
    if (error.isAbandoned) log.debug({ subgraph: name, detail, retries }, "subgraph not waited for");
    else if (error.isOwn) {
      const { requestId } = origin;
      log.error({ subgraph: name, kind, detail, requestId, err: originalError }, "subgraph not asked");
    } else log.warn({ subgraph: name, code: extensions["code"], detail, retries }, "subgraph failed");
  };

  const failed = (thrown: unknown, course: Course): unknown => {
    const error = failureOf(thrown, course);
    const isAbandoned = error instanceof SubgraphFailure && error.isAbandoned;
    const durationMs = measure(course, isAbandoned ? "abandoned" : "error");
    if (!(error instanceof SubgraphFailure)) return error;
    const { kind, retries, context } = course;
    error.retries = retries;
    log(error, course);
    const outcome = { failure: error };
    if (hooks?.onSubgraphResponse) tell({ subgraph: name, kind, durationMs, retries, outcome }, context);
    return error;
  };

  return async ({ kind, body }, context) => {
    const attemptOnce = kind === "query" ? attemptQuery : attempt;
    const course: Course = { kind, context, startedAt: clock.now(), retries: 0, preparing: "identity failed" };
    try {
      const made = makeHeaders(kind, context);
      const headers = made instanceof Promise ? await made : made;
      course.preparing = "hook failed";
      const hooked = hooks?.onSubgraphRequest?.({ subgraph: name, kind, body, headers });
      if (hooked !== undefined) await inTime(hooked, context);
      course.preparing = undefined;
      budget.earn();
      for (;;) {
        let answer: AttemptAnswer;
        try {
          answer = await attemptOnce(body, headers, context);
        } catch (error) {
          if (!(await again(error, course))) throw error;
          course.retries += 1;
          continue;
        }
        return answered(answer, course);
      }
    } catch (error) {
      throw failed(error, course);
    }
  };
}

/** One request on its way, with all its attempts. */
interface Course {
  readonly kind: SubgraphRequest["kind"];
  readonly context: OperationContext;
  readonly startedAt: number;
  retries: number;
  /** What it is to be called when it fails now: before the first attempt it is code of whoever runs the gateway. */
  preparing: "identity failed" | "hook failed" | undefined;
}
