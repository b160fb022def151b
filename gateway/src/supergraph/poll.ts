import type { Clock } from "@threefold/upstream";

/** Calls back after every interval, one call after the other, until the signal ends it. */
export async function poll(
  intervalMs: number,
  clock: Clock,
  changed: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await clock.sleep(intervalMs, signal);
    } catch {
      return;
    }
    await changed();
  }
}
