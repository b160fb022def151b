import { createRetryBudget, pauseBefore } from "@threefold/upstream";
import type { Attempt } from "./attempt.ts";
import type { ClientParts, SubgraphAnswer, SubgraphClient, SubgraphRequest } from "./client.ts";
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
  const again = async (failure: unknown, retries: number, kind: SubgraphRequest["kind"], context: OperationContext) => {
    const { deadline } = context;
    if (kind !== "query" || !(failure instanceof SubgraphFailure) || !failure.mayBeTriedAgain) return false;
    if (retries >= settings.retry.times) return false;
    const pause = pauseBefore(retries + 1, settings.retry, random());
    if (pause >= deadline.remaining() || !budget.spend()) return false;
    await clock.sleep(pause, deadline.signal).catch(() => {});
    if (deadline.signal.aborted) return false;
    measurements.retried(name);
    return true;
  };

  const attempts = async ({ kind, body }: SubgraphRequest, context: OperationContext): Promise<Ended> => {
    const attemptOnce = kind === "query" ? attemptQuery : attempt;
    let retries = 0;
    try {
      const headers = await makeHeaders(kind, context);
      const hooked = hooks?.onSubgraphRequest?.({ subgraph: name, kind, body, headers });
      if (hooked !== undefined) await inTime(hooked, context);
      budget.earn();
      for (;;) {
        try {
          const { status, headers: answered, body: parsed, bytes } = await attemptOnce(body, headers, context);
          return { retries, answer: { status, headers: answered, body: parsed, bytes, retries } };
        } catch (error) {
          if (!(await again(error, retries, kind, context))) return { retries, error };
          retries += 1;
        }
      }
    } catch (error) {
      return { retries, error };
    }
  };

  const inTime = async (hooked: Promise<void>, { deadline: { signal } }: OperationContext) => {
    try {
      await within(signal, hooked);
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new SubgraphFailure(name, "hurried", "a hook took all the time that the operation had", error);
    }
  };

  const tell = (event: () => SubgraphResponseEvent, { log }: OperationContext) => {
    try {
      hooks?.onSubgraphResponse?.(event());
    } catch (err) {
      log.error({ err }, "a hook failed");
    }
  };

  return async (request, context) => {
    const startedAt = clock.now();
    const ended = await attempts(request, context);
    const durationMs = clock.now() - startedAt;
    measurements.answered(name, "answer" in ended ? "ok" : "error", durationMs / 1000);
    const about = { subgraph: name, kind: request.kind, durationMs, retries: ended.retries };
    if ("answer" in ended) {
      const { answer } = ended;
      context.cache.add(answer.headers);
      if (hooks?.onSubgraphResponse) tell(() => ({ ...about, outcome: { answer } }), context);
      return answer;
    }
    const { error } = ended;
    if (!(error instanceof SubgraphFailure)) throw error;
    error.retries = ended.retries;
    const { extensions, detail } = error;
    context.log.warn({ subgraph: name, code: extensions["code"], detail, retries: ended.retries }, "subgraph failed");
    if (hooks?.onSubgraphResponse) tell(() => ({ ...about, outcome: { failure: error } }), context);
    throw error;
  };
}

type Ended = { readonly retries: number } & ({ readonly answer: SubgraphAnswer } | { readonly error: unknown });
