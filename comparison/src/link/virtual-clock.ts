import type { Clock } from "./pacing.ts";

/** A clock that goes on when it is told to. */
export interface VirtualClock extends Clock {
  /** Resolves as soon as something is to run later. */
  readonly asked: Promise<void>;
  /** Runs what is due until then, each at its time. */
  goTo(time: number): void;
}

export function createVirtualClock(): VirtualClock {
  const due: { readonly time: number; readonly run: () => void }[] = [];
  const asked = Promise.withResolvers<void>();
  let now = 0;
  return {
    now: () => now,
    at(time, run) {
      due.push({ time, run });
      asked.resolve();
    },
    asked: asked.promise,
    goTo(end) {
      for (;;) {
        const next = due.filter(({ time }) => time <= end).sort((a, b) => a.time - b.time)[0];
        if (next === undefined) break;
        due.splice(due.indexOf(next), 1);
        now = Math.max(now, next.time);
        next.run();
      }
      now = Math.max(now, end);
    },
  };
}
