import type { ResponseError } from "../execution.ts";

/** What the deferred parts of one execution wait for, and which of them have been fetched. */
export class Schedule {
  readonly #fetched = new Map<string, PromiseWithResolvers<void>>();
  readonly #parts = new Map<string, ScheduledPart>();

  /** Resolves when a fetch has ended, whatever came of it. */
  whenFetched(id: string): Promise<void> {
    return this.#fetch(id).promise;
  }

  /** Notes fetches that have ended, or will never begin. */
  fetched(ids: readonly string[]): void {
    for (const id of ids) this.#fetch(id).resolve();
  }

  /** Begins to fetch a part. What fails is in the part's own errors. */
  begin(label: string, run: (errors: ResponseError[]) => Promise<void>): void {
    const errors: ResponseError[] = [];
    const part: ScheduledPart = { errors, isFetched: false, done: Promise.resolve() };
    this.#parts.set(label, part);
    part.done = run(errors).then(() => {
      part.isFetched = true;
    });
  }

  /** A part of which the plan says nothing, or that is under a condition which does not hold, waits for nothing. */
  partOf(label: string): Readonly<ScheduledPart> {
    return this.#parts.get(label) ?? NOTHING_TO_FETCH;
  }

  #fetch(id: string): PromiseWithResolvers<void> {
    let fetch = this.#fetched.get(id);
    if (fetch === undefined) {
      fetch = Promise.withResolvers<void>();
      this.#fetched.set(id, fetch);
    }
    return fetch;
  }
}

export interface ScheduledPart {
  readonly errors: readonly ResponseError[];
  isFetched: boolean;
  done: Promise<void>;
}

const NOTHING_TO_FETCH: Readonly<ScheduledPart> = { errors: [], isFetched: true, done: Promise.resolve() };
