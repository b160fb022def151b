import type { Signal } from "./signal.ts";

/** What time it is and how to wait: the machine's own, or one that a test moves by hand. */
export interface Clock {
  /** Milliseconds that only ever grow, from some beginning. */
  now(): number;
  /** Calls back once after so many milliseconds, unless what it gives back is called before. */
  after(ms: number, callback: () => void): () => void;
  /** Waits. Rejects with the signal's reason when that comes first. */
  sleep(ms: number, signal: Signal): Promise<void>;
}

/** The longest that one of Node's timers waits, 24.8 days: a longer one would ring at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, callback) {
    let timer: NodeJS.Timeout;
    const wait = (left: number) => {
      timer =
        left > MAX_TIMER_MS ? setTimeout(() => wait(left - MAX_TIMER_MS), MAX_TIMER_MS) : setTimeout(callback, left);
    };
    wait(ms);
    return () => clearTimeout(timer);
  },
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const end = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", end);
        resolve();
      }, ms);
      signal.addEventListener("abort", end);
    }),
};
