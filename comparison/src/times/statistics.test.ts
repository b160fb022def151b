import { expect, test } from "vitest";
import { latencyOf } from "./at-rate.ts";
import { estimate, median, percentile } from "./statistics.ts";

test("a middle is the middle, whatever the order and however many", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(() => median([])).toThrow(RangeError);
});

test("an interval holds the middle, is the same each time, and is narrow where numbers agree", () => {
  const numbers = [10, 11, 12, 13, 40];
  const found = estimate(numbers);
  expect(found).toEqual(estimate(numbers));
  expect(found.low).toBeLessThanOrEqual(found.median);
  expect(found.high).toBeGreaterThanOrEqual(found.median);
  expect(estimate([7, 7, 7])).toEqual({ median: 7, low: 7, high: 7 });
});

test("a percentile is a number that was measured, the nearest rank", () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect([0, 0.5, 0.95, 1].map((share) => percentile(hundred, share))).toEqual([1, 50, 95, 100]);
  expect(percentile([7], 0.95)).toBe(7);
  expect(() => percentile([], 0.5)).toThrow(RangeError);
});

test("those who came in one turn are drawn together: turns that differ make the interval of the p95 wide", () => {
  const turn = (ms: number) => Array.from({ length: 28 }, () => ms);
  const turns = [4, 4, 4, 4, 20].map(turn);
  expect(latencyOf(turns)).toEqual({ p50: 4, p95: 20, p95Interval: { low: 4, high: 20 } });
  expect(latencyOf([4, 4, 4].map(turn)).p95Interval).toEqual({ low: 4, high: 4 });
});
