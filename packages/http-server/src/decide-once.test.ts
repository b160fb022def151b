import { expect, it } from "vitest";
import { decideOnce } from "./decide-once.ts";

it("a decision is made once, and of a text without end by its beginning", () => {
  const asked: string[] = [];
  const lengthOf = decideOnce((text) => {
    asked.push(text);
    return text.length;
  });
  expect([lengthOf("a/b"), lengthOf("a/b"), lengthOf("")]).toEqual([3, 3, 0]);
  expect([lengthOf("x".repeat(15_000)), lengthOf("x".repeat(16_000))]).toEqual([2_048, 2_048]);
  expect(asked).toEqual(["a/b", "", "x".repeat(2_048)]);
});
