import { Abortable, type Clock, type Signal } from "@threefold/upstream";

/**
 * Says in each request how many milliseconds are left to answer it, as grpc-timeout does: a span, not a time of day,
 * since clocks differ. A client may send it too: it shortens the time of its operation, and never lengthens it.
 */
export const DEADLINE_HEADER = "x-deadline-ms";

/** The time that an operation has, with all its requests to subgraphs. Disposing of it ends the watch, not the signal. */
export interface Deadline extends Disposable {
  /** Aborts when the time is over, or what it hangs on is. */
  readonly signal: Signal;
  /**
   * Milliseconds after which no answer says something of a subgraph: half of what the gateway itself gives. A client that gives
   * less says nothing of it.
   */
  readonly patience: number;
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
 * @param patience see `Deadline`: by its own length unless somebody else has shortened it
 */
export const startDeadline = (ms: number, clock: Clock, parent?: Signal, patience = patienceIn(ms)): Deadline =>
  new RunningDeadline(ms, clock, parent, patience);

/** How long of such a time a subgraph must have had to be called late. */
export const patienceIn = (ms: number): number => ms / 2;

class RunningDeadline implements Deadline {
  readonly patience: number;
  readonly signal = new Abortable();
  readonly #clock: Clock;
  readonly #end: number;
  readonly #cancel: () => void;
  readonly #parent: Signal | undefined;
  #committed = false;

  constructor(ms: number, clock: Clock, parent: Signal | undefined, patience: number) {
    this.patience = patience;
    this.#clock = clock;
    this.#end = clock.now() + ms;
    this.#cancel = clock.after(ms, () => this.signal.abort(new DOMException("The time is over.", "TimeoutError")));
    this.#parent = parent;
    if (parent?.aborted) this.#follow();
    else parent?.addEventListener("abort", this.#follow);
  }

  remaining(): number {
    return Math.max(0, this.#end - this.#clock.now());
  }

  abandon(reason: unknown): void {
    if (!this.#committed) this.signal.abort(reason);
  }

  commit(): void {
    this.#committed = true;
  }

  [Symbol.dispose](): void {
    this.#cancel();
    this.#parent?.removeEventListener("abort", this.#follow);
  }

  readonly #follow = (): void => this.abandon(this.#parent?.reason);
}

/** The time of an operation whose client may have said how long it waits. */
export function operationTime(header: string | string[] | undefined, limit: number): number {
  const given = typeof header === "string" && /^\d{1,9}$/.test(header) ? Number(header) : limit;
  return Math.min(Math.max(given, 1), limit);
}
