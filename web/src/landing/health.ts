import { useEffect, useState } from "react";

/** What the gateway's `/health/ready` says. */
export interface ReadyReport {
  readonly status: string;
  readonly checks: Readonly<Record<string, { readonly status: string; readonly detail?: unknown }>>;
}

export type Health =
  | { readonly state: "asking" }
  | { readonly state: "told"; readonly report: ReadyReport }
  | { readonly state: "unreachable" };

const EVERY_MS = 5_000;
const TIMEOUT_MS = 4_000;

/** How the gateway and what stands behind it are, asked again every few seconds while someone looks. */
export function useHealth(): Health {
  const [health, setHealth] = useState<Health>({ state: "asking" });
  useEffect(() => {
    const ended = new AbortController();
    const look = async () => {
      if (document.visibilityState === "hidden") return;
      const found = await askHealth(ended.signal);
      if (!ended.signal.aborted) setHealth(found);
    };
    void look();
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener("visibilitychange", look, { signal: ended.signal });
    return () => {
      clearInterval(timer);
      ended.abort();
    };
  }, []);
  return health;
}

async function askHealth(signal: AbortSignal): Promise<Health> {
  try {
    const either = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const response = await fetch("/health/ready", { cache: "no-store", signal: either });
    const report: unknown = await response.json();
    return isReport(report) ? { state: "told", report } : { state: "unreachable" };
  } catch {
    return { state: "unreachable" };
  }
}

const isReport = (value: unknown): value is ReadyReport =>
  typeof value === "object" &&
  value !== null &&
  "status" in value &&
  "checks" in value &&
  typeof value.checks === "object" &&
  value.checks !== null;
