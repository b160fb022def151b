import { expect, test } from "vitest";
import { markdown } from "./results.ts";

const sample = (candidate: string, round: number, cpuMicros: number, p99: number) => ({
  candidate,
  round,
  operation: "small",
  cpuMicros,
  perSecond: 1_000,
  p50: 2,
  p99,
  megabytes: 50,
});

const cellsOf = (row: string | undefined) => row?.split("|").map((cell) => cell.trim());

test("a table has the middle of a candidate's rounds, how far they went apart, and its ratios round by round", () => {
  // A machine that was twice as slow in the second round, and a gateway that missed the first.
  const samples = [
    ...[40, 80, 50].map((cpu, index) => sample("floor", index + 1, cpu, 8)),
    ...[60, 120, 100].map((cpu, index) => sample("threefold", index + 1, cpu, [9.44, 12, 11][index] ?? 0)),
    ...[240, 300].map((cpu, index) => sample("another", index + 2, cpu, 24)),
  ];
  const [title, , head, , ...rows] = markdown(samples).split("\n");
  expect(title).toBe("## small");
  expect(cellsOf(head)?.slice(2, 8)).toEqual([
    ...["CPU µs a request", "× floor", "× stock", "threefold is × its CPU", "threefold is × its p99", "requests/s"],
  ]);
  const [floor, threefold, another] = rows.map(cellsOf);
  expect(floor?.slice(1, 7)).toEqual([
    ...["floor", "50 (40–80)", "1.00 (1.00–1.00)", "–", "1.50 (1.50–2.00)", "1.4 (1.2–1.5)"],
  ]);
  expect(threefold?.slice(1, 4)).toEqual(["threefold", "100 (60–120)", "1.50 (1.50–2.00)"]);
  expect(another?.slice(1, 7)).toEqual([
    ...["another", "270 (240–300)", "4.50 (3.00–6.00)", "–", "0.42 (0.33–0.50)", "0.5 (0.5–0.5)"],
  ]);
  expect(threefold?.slice(7, 11)).toEqual(["1000", "2.0", "11.0 (9.4–12.0)", "50"]);
});
