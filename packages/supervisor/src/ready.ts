import { setTimeout as wait } from "node:timers/promises";

/**
 * Waits until a process's health says that it and all it depends on are up.
 * @param url of its `/health/ready`
 * @throws Error with the last report when the signal ends the waiting
 */
export async function awaitReady(url: string, signal: AbortSignal): Promise<void> {
  let last = "no answer";
  while (!signal.aborted) {
    try {
      const response = await fetch(url, { signal });
      last = await response.text();
      if (response.ok && isAllUp(JSON.parse(last))) return;
    } catch (error) {
      // That the waiting was given up says nothing of the process.
      if (!signal.aborted) last = error instanceof Error ? error.message : String(error);
    }
    await wait(50, undefined, { signal }).catch(() => undefined);
  }
  throw new Error(`${url} is not ready: ${last}`);
}

/** A process may be ready without what it only reports. */
const isAllUp = ({ checks }: { readonly checks: Readonly<Record<string, { readonly status: string }>> }): boolean =>
  Object.values(checks).every(({ status }) => status === "up");
