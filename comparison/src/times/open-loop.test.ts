import { afterEach, expect, test, vi } from "vitest";
import { openLoop } from "./open-loop.ts";

afterEach(() => vi.useRealTimers());

test("who comes while one before is slow has waited since they came, not since they were served", async () => {
  vi.useFakeTimers();
  // It serves one after another, each in 300 ms.
  let before: Promise<unknown> = Promise.resolve();
  const serve = async () => {
    before = before.then(() => new Promise((resolve) => setTimeout(resolve, 300)));
    await before;
  };
  const waited = openLoop(serve, { perSecond: 10, times: 4 });
  await vi.runAllTimersAsync();
  expect(await waited).toEqual([300, 500, 700, 900]);
});

test("people come at their rate, however long each takes", async () => {
  vi.useFakeTimers();
  const came: number[] = [];
  const began = performance.now();
  const work = async () => {
    came.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
  };
  const all = openLoop(work, { perSecond: 20, times: 3 });
  await vi.runAllTimersAsync();
  await all;
  expect(came).toEqual([0, 50, 100]);
});
