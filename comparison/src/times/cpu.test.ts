import { expect, test } from "vitest";
import { cpuFigure, usedBetween } from "./cpu.ts";

test("CPU of a showing is the mean of its blocks, and its interval is of all processes together", () => {
  const blocks = [4, 6, 4, 6].map((gateway) => ({ gateway, products: 10 - gateway }));
  // What one process has more, the other has less: together they are the same in each block.
  expect(cpuFigure(blocks)).toEqual({ ms: { gateway: 5, products: 5 }, interval: { low: 10, high: 10 } });
});

test("what is used is of one showing, also by a process that was not there before", () => {
  expect(usedBetween({ gateway: 100 }, { gateway: 108, products: 4 }, 4)).toEqual({ gateway: 2, products: 1 });
});
