import { expect, test } from "vitest";
import { markdown } from "./results.ts";

const sample = (candidate: string, cpuMicros: number, p99: number) => ({
  candidate,
  operation: "small",
  cpuMicros,
  perSecond: 1_000,
  p50: 2,
  p99,
  megabytes: 50,
});

test("a table has the middle of a candidate's rounds, how far they went apart, and its ratio to the floor", () => {
  const samples = [
    ...[40, 50, 90].map((cpu) => sample("floor", cpu, 8)),
    ...[120, 60, 100].map((cpu, round) => sample("a gateway", cpu, [9.44, 12, 11][round] ?? 0)),
  ];
  const rows = markdown(samples).split("\n");
  expect(rows.at(0)).toBe("## small");
  expect(rows).toContain("| floor | 50 (40–90) | 1.00 | – | 1000 | 2.0 | 8.0 (8.0–8.0) | 50 |");
  expect(rows).toContain("| a gateway | 100 (60–120) | 2.00 | – | 1000 | 2.0 | 11.0 (9.4–12.0) | 50 |");
});
