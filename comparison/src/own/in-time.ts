import { setTimeout as wait } from "node:timers/promises";
import { createContext, Script } from "node:vm";
import { currentPatience } from "../client/patience.ts";
import { Overdue } from "../overdue.ts";
import { Stopped } from "../stopped.ts";

const sandbox: { work: () => void } = { work: () => {} };
const context = createContext(sandbox);
const script = new Script("work()");

/**
 * Does somebody else's work, which may be an endless loop: nothing else could end it, not even ctrl-C. Scripts can be given a
 * time, and all that they call has it too.
 * @param what for the message
 * @throws Overdue when it is not done in the time that drawings have; what it throws itself
 */
export function inTime<Result>(what: string, work: () => Result): Result {
  const { drawingMs } = currentPatience();
  let done: { readonly result: Result } | undefined;
  sandbox.work = () => {
    done = { result: work() };
  };
  try {
    script.runInContext(context, { timeout: drawingMs });
  } catch (error) {
    throw Object(error).code === "ERR_SCRIPT_EXECUTION_TIMEOUT" ? overdue(what, drawingMs) : error;
  }
  if (done === undefined) throw new Error(`${what} was not called`);
  return done.result;
}

/**
 * Waits for what may never settle.
 * @throws Overdue when it has not in the time that drawings have; Stopped when the run was
 */
export async function settledInTime<Result>(what: string, work: Promise<Result>): Promise<Result> {
  const { drawingMs, signal } = currentPatience();
  const done = new AbortController();
  const limit = wait(drawingMs, undefined, { signal: AbortSignal.any([signal, done.signal]) }).then(
    () => {
      throw overdue(what, drawingMs);
    },
    () => {
      throw new Stopped();
    },
  );
  try {
    return await Promise.race([work, limit]);
  } finally {
    done.abort();
  }
}

const overdue = (what: string, limitMs: number) => new Overdue(`${what} did not end within ${limitMs / 1_000} s`);
