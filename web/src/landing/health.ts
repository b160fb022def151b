import { useEffect, useState } from "react";
import type { HealthSource, Process } from "../system.ts";

/** What a process's `/health/ready` says. */
export interface ReadyReport {
  readonly status: string;
  readonly checks: Readonly<Record<string, { readonly status: string; readonly detail?: unknown }>>;
}

/** How one process stands: `partial` answers, and something that it needs does not. */
export interface Standing {
  readonly is: "up" | "partial" | "down";
  /** In words: what is missing, or why it is down. */
  readonly detail?: string | undefined;
}

export type Health =
  | { readonly state: "asking" }
  | {
      readonly state: "told";
      readonly isStopping: boolean;
      /** By the names of processes, and of what the gateway itself looks at. */
      readonly standings: Readonly<Record<string, Standing>>;
    }
  | { readonly state: "unreachable" };

const GATEWAY = "/health/ready";
const EVERY_MS = 5_000;
const TIMEOUT_MS = 4_000;

/** How all processes are, asked again every few seconds while someone looks. */
export function useHealth(processes: readonly Process[] | undefined): Health {
  const [health, setHealth] = useState<Health>({ state: "asking" });
  useEffect(() => {
    if (!processes) return;
    const ended = new AbortController();
    const look = async () => {
      if (document.visibilityState === "hidden") return;
      const found = await askHealth(processes, ended.signal);
      if (!ended.signal.aborted) setHealth(found);
    };
    void look();
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener("visibilitychange", look, { signal: ended.signal });
    return () => {
      clearInterval(timer);
      ended.abort();
    };
  }, [processes]);
  return health;
}

type Reports = ReadonlyMap<string, ReadyReport | undefined>;

async function askHealth(processes: readonly Process[], signal: AbortSignal): Promise<Health> {
  const sources = new Set([GATEWAY, ...processes.flatMap(({ health = [] }) => health.map(({ href }) => href))]);
  const reports: Reports = new Map(
    await Promise.all(Array.from(sources, async (href) => [href, await readReport(href, signal)] as const)),
  );
  const gateway = reports.get(GATEWAY);
  if (!gateway) return { state: "unreachable" };
  const byGateway = standingsIn(gateway);
  const told = processes.flatMap(({ name, health }) => {
    // Who answers for itself may still be out of the gateway's reach.
    if (!health || byGateway[name]?.is === "down") return [];
    return [[name, standingOf(health, reports)] as const];
  });
  return {
    state: "told",
    isStopping: gateway.status === "draining",
    standings: { ...byGateway, ...Object.fromEntries(told) },
  };
}

async function readReport(href: string, signal: AbortSignal): Promise<ReadyReport | undefined> {
  try {
    const either = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const response = await fetch(href, { cache: "no-store", signal: either });
    const report: unknown = await response.json();
    return isReport(report) ? report : undefined;
  } catch {
    return undefined;
  }
}

/** What the gateway says of what stands behind it. */
const standingsIn = ({ checks }: ReadyReport): Record<string, Standing> =>
  Object.fromEntries(
    Object.entries(checks).map(([name, { status, detail }]) => [
      name,
      status === "up" ? { is: "up" } : { is: "down", detail: textOf(detail) },
    ]),
  );

/** A process is as bad as the worst that is told of it. */
function standingOf(sources: readonly HealthSource[], reports: Reports): Standing {
  const all = sources.map((source) => oneStanding(source, reports.get(source.href)));
  return all.find(({ is }) => is === "down") ?? all.find(({ is }) => is === "partial") ?? { is: "up" };
}

function oneStanding({ check, href }: HealthSource, report: ReadyReport | undefined): Standing {
  if (check !== undefined) {
    // Who could tell does not answer: that is its own row's matter.
    const found = report?.checks[check];
    return !found || found.status === "up" ? { is: "up" } : { is: "down", detail: textOf(found.detail) };
  }
  if (!report) return { is: "down", detail: `${href} does not answer` };
  const missing = Object.keys(report.checks).filter((name) => report.checks[name]?.status !== "up");
  return missing.length === 0 ? { is: "up" } : { is: "partial", detail: `without ${missing.join(" and ")}` };
}

const textOf = (detail: unknown) => (typeof detail === "string" ? detail : undefined);

const isReport = (value: unknown): value is ReadyReport =>
  typeof value === "object" &&
  value !== null &&
  "status" in value &&
  "checks" in value &&
  typeof value.checks === "object" &&
  value.checks !== null;
