import type { Clock } from "../clock.ts";

export interface VirtualClock extends Clock {
  /** Lets time pass, and what was to happen in it. */
  advance(ms: number): void;
  /** How long those wait who wait, from now, in milliseconds. */
  readonly waits: readonly number[];
}

/** A clock that only moves by hand. */
export function virtualClock(): VirtualClock {
  let now = 0;
  let alarms: { at: number; ring: () => void }[] = [];
  const after = (ms: number, ring: () => void) => {
    const alarm = { at: now + ms, ring };
    alarms.push(alarm);
    return () => {
      alarms = alarms.filter((other) => other !== alarm);
    };
  };
  return {
    now: () => now,
    after,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const cancel = after(ms, resolve);
        signal.addEventListener("abort", () => {
          cancel();
          reject(signal.reason);
        });
      }),
    advance(ms) {
      now += ms;
      const due = alarms.filter(({ at }) => at <= now);
      alarms = alarms.filter(({ at }) => at > now);
      for (const { ring } of due) ring();
    },
    get waits() {
      return alarms.map(({ at }) => at - now);
    },
  };
}
