import { useEffect, useState } from "react";

const DURATION_MS = 1_600;
const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");

export interface ReplayState {
  /** How many steps are done. */
  readonly at: number;
  readonly goTo: (step: number) => void;
  /** From the first step to the last, slowly enough to watch; at once for who asks for less motion. */
  readonly play: () => void;
}

/** Plays so many steps when it is first shown, and again when asked. */
export function useReplay(steps: number): ReplayState {
  const [at, setAt] = useState(STILL.matches ? steps : 0);
  const [run, setRun] = useState<number | undefined>(0);
  useEffect(() => {
    if (run === undefined) return;
    if (STILL.matches) {
      setAt(steps);
      return;
    }
    const beganAt = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      const share = Math.min(1, Math.max(0, (now - beganAt) / DURATION_MS));
      setAt(Math.round(share * steps));
      if (share < 1) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [run, steps]);
  return {
    at,
    goTo(step) {
      setRun(undefined);
      setAt(step);
    },
    play: () => setRun((before) => (before ?? 0) + 1),
  };
}
