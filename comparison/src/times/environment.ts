import { execFileSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import type { MeasuredTimes } from "./measured.ts";

/** On what, and when, times were taken. */
export function environment(data: string, runs: number): MeasuredTimes["environment"] {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    processor: processors[0]?.model ?? "unknown",
    cores: processors.length,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    data,
    runs,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

function commit(): string | undefined {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { stdio: ["ignore", "pipe", "ignore"] })
      .toString()
      .trim();
  } catch {
    return undefined;
  }
}
