import { expect, test } from "vitest";
import { rank } from "./rank.ts";

const figure = (rung: string, ms: number, low?: number, high?: number) => ({
  rung,
  ms,
  ...(low !== undefined && high !== undefined && { interval: { low, high } }),
});

test("who cannot be told from the first is first too: their intervals reach each other", () => {
  const all = [figure("R1", 12, 11, 13), figure("R3", 10, 9, 11.5), figure("G1", 14, 13, 15), figure("R0", 1, 0, 2)];
  expect(rank(all, (one) => one)).toEqual({
    firsts: ["R3", "R1"],
    least: 10,
    last: expect.objectContaining({ rung: "G1", ms: 14 }),
    isLevel: false,
  });
});

test("the last is one that can be told from the first, also where one that cannot has more", () => {
  const all = [figure("R2", 7.6, 5, 11), figure("R3", 5.6, 5, 6), figure("G1", 7.4, 6.5, 8)];
  expect(rank(all, (one) => one)).toMatchObject({ firsts: ["R3", "R2"], last: { rung: "G1" }, isLevel: false });
});

test("without intervals, what is within five per cent of the first is level with it", () => {
  const all = [figure("R1", 100), figure("G1", 105), figure("G2", 104)];
  expect(rank(all, (one) => one)).toMatchObject({ firsts: ["R1", "G2", "G1"], isLevel: true });
  expect(rank([figure("G0", 1)], (one) => one)).toBeUndefined();
});
