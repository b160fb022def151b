import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { systemClock } from "./clock.ts";

const DAY_MS = 24 * 3_600_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("what is to happen in months happens then: not at once, as with a timer of Node's", () => {
  const ring = vi.fn();
  systemClock.after(100 * DAY_MS, ring);
  vi.advanceTimersByTime(100 * DAY_MS - 1);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(ring).toHaveBeenCalledOnce();
});

it("what is to happen in months can be called off after weeks, and leaves no timer", () => {
  const ring = vi.fn();
  const cancel = systemClock.after(100 * DAY_MS, ring);
  vi.advanceTimersByTime(60 * DAY_MS);
  cancel();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(60 * DAY_MS);
  expect(ring).not.toHaveBeenCalled();
});
