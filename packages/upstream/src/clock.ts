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

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
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
