import type { Generation } from "./generation.ts";

/** A request's hold on the generation that it began with. */
export interface Hold extends Disposable {
  readonly generation: Generation;
  /** Another hold on the same generation, to be let go by itself. */
  share(): Hold;
}

/** Which generation serves. What began with one ends with it; one that was replaced is closed when nobody holds it. */
export interface Generations {
  readonly current: Generation;
  hold(): Hold;
  /** From now on the next generation serves. */
  replace(next: Generation): void;
  /** Calls back each time after another generation began to serve. */
  onReplaced(callback: () => void): void;
  /** Closes the current generation and waits for those that others still hold. */
  close(): Promise<void>;
}

/** @param report is told of a generation that could not be closed: nobody waits for that */
export function createGenerations(first: Generation, report: (error: unknown) => void): Generations {
  let current = entry(first);
  const closing = new Set<Promise<void>>();
  const callbacks: (() => void)[] = [];
  const retire = ({ done, generation }: Entry) => {
    const closed: Promise<void> = done
      .then(() => generation.close())
      .catch(report)
      .finally(() => closing.delete(closed));
    closing.add(closed);
  };
  return {
    get current() {
      return current.generation;
    },
    hold() {
      return new HoldOn(current);
    },
    replace(next) {
      const previous = current;
      current = entry(next);
      previous.release();
      retire(previous);
      for (const callback of callbacks) callback();
    },
    onReplaced(callback) {
      callbacks.push(callback);
    },
    async close() {
      current.release();
      retire(current);
      await Promise.all(closing);
    },
  };
}

class HoldOn implements Hold {
  readonly #entry: Entry;
  #held = true;

  constructor(entry: Entry) {
    entry.take();
    this.#entry = entry;
  }

  get generation(): Generation {
    return this.#entry.generation;
  }

  share(): Hold {
    return new HoldOn(this.#entry);
  }

  [Symbol.dispose](): void {
    if (this.#held) this.#entry.release();
    this.#held = false;
  }
}

interface Entry {
  readonly generation: Generation;
  take(): void;
  release(): void;
  /** Resolves when nobody holds it any more: no request, and not we as the one that serves. */
  readonly done: Promise<void>;
}

function entry(generation: Generation): Entry {
  let holders = 1;
  const { promise: done, resolve } = Promise.withResolvers<void>();
  return {
    generation,
    done,
    take: () => {
      holders += 1;
    },
    release: () => {
      holders -= 1;
      if (holders === 0) resolve();
    },
  };
}
