import type { Attempt, AttemptAnswer } from "./attempt.ts";
import { DEADLINE_HEADER } from "./deadline.ts";
import { type FailureKindName, SubgraphFailure } from "./failure.ts";
import { within } from "./within.ts";

const GAVE_UP: readonly FailureKindName[] = ["hurried", "late", "abandoned"];

/** Headers that say which request this is, not what is asked or who asks. All others are part of what is shared by. */
const OF_THE_REQUEST = new Set(["x-request-id", "traceparent", "tracestate", DEADLINE_HEADER]);

/**
 * Sends queries that are on their way once for all who send the same: the same body with the same headers, and so in the
 * name of the same people, with the same of what is forwarded. Everybody gets an answer of their own to change.
 * One whose sender gives up is sent again for the others. What is explained, or to fail on purpose, is never shared.
 */
export function shareQueries(attempt: Attempt): Attempt {
  const inFlight = new Map<string, Promise<AttemptAnswer>>();
  const lead = (key: string, sending: Promise<AttemptAnswer>): Promise<AttemptAnswer> => {
    const done = () => void inFlight.delete(key);
    inFlight.set(key, sending);
    sending.then(done, done);
    return sending;
  };
  const share: Attempt = async (body, headers, context) => {
    if (context.faults !== undefined || context.origin.explain !== undefined) return attempt(body, headers, context);
    const key = keyOf(body, headers);
    const other = inFlight.get(key);
    if (other === undefined) return lead(key, attempt(body, headers, context));
    try {
      const answer = await within(context.deadline.signal, other);
      return { ...answer, body: JSON.parse(answer.text) };
    } catch (error) {
      // Its sender's time was over, or ours is: that says nothing of the subgraph.
      const gaveUp = !(error instanceof SubgraphFailure) || GAVE_UP.includes(error.kind);
      if (!gaveUp) throw error;
      return context.deadline.signal.aborted ? attempt(body, headers, context) : share(body, headers, context);
    }
  };
  return share;
}

function keyOf(body: string, headers: Readonly<Record<string, string>>): string {
  const told = Object.entries(headers).filter(([name]) => !OF_THE_REQUEST.has(name));
  return JSON.stringify([body, told.sort(([one], [other]) => (one < other ? -1 : 1))]);
}
