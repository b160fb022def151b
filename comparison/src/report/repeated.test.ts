import { expect, test } from "vitest";
import { readGolden } from "../files.ts";
import type { Measurement } from "../measure/measurement.ts";
import { repeatedText } from "./repeated.ts";

const [some] = readGolden().measurements;
if (some === undefined) throw new Error("nothing was counted");
const cell = (rung: string, repeated: number): Measurement => ({
  ...some,
  rung,
  repeated,
  ledger: { ...some.ledger, used: 5_000, duplicate: 0 },
});

test("it is said who says more again than another, with how much, of those that compete", () => {
  const text = repeatedText([cell("R0", 0), cell("R1", 300), cell("R2", 310), cell("R3", 600), cell("G1", 1_650)]);
  expect(text).toContain("beyond the 300 bytes of R1: 300 bytes on R3, 1,350 bytes on G1.");
});

test("nothing is said where all say the same again", () => {
  expect(repeatedText([cell("R1", 300), cell("G1", 300)])).toBeUndefined();
});
