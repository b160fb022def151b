import type { Clock } from "@threefold/upstream";

/**
 * Says in each request how many milliseconds are left to answer it, as grpc-timeout does: a span, not a time of day,
 * since clocks differ. A client may send it too: it shortens the time of its operation, and never lengthens it.
 */
export const DEADLINE_HEADER = "x-deadline-ms";

/** The time that an operation has, with all its requests to subgraphs. Disposing of it ends the watch, not the signal. */
export interface Deadline extends Disposable {
  /** Aborts when the time is over, or what it hangs on is. */
  readonly signal: AbortSignal;
  /** Milliseconds that there were at the beginning. */
  readonly total: number;
  /** Milliseconds that are left; 0 when it is over. */
  remaining(): number;
  /** Nobody waits for the operation any more: ends it before its time, unless it was committed. */
  abandon(reason: Error): void;
  /** From now on its time alone ends it: what changes something is not left half-way because its client went. */
  commit(): void;
}

/**
 * Starts the time of an operation.
 * @param parent ends this deadline with its own end, unless this one was committed
 */
export function startDeadline(ms: number, clock: Clock, parent?: AbortSignal): Deadline {
  const controller = new AbortController();
  const end = clock.now() + ms;
  const cancel = clock.after(ms, () => controller.abort(new DOMException("The time is over.", "TimeoutError")));
  let committed = false;
  const follow = () => {
    if (!committed) controller.abort(parent?.reason);
  };
  if (parent?.aborted) follow();
  parent?.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    total: ms,
    remaining: () => Math.max(0, end - clock.now()),
    abandon(reason) {
      if (!committed) controller.abort(reason);
    },
    commit() {
      committed = true;
    },
    [Symbol.dispose]() {
      cancel();
      parent?.removeEventListener("abort", follow);
    },
  };
}

/** The time of an operation whose client may have said how long it waits. */
export function operationTime(header: string | string[] | undefined, limit: number): number {
  const given = typeof header === "string" && /^\d{1,9}$/.test(header) ? Number(header) : limit;
  return Math.min(Math.max(given, 1), limit);
}
