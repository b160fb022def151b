import { expect, test } from "vitest";
import { assertDrawnAlike } from "./drawn-alike.ts";

test.each([
  ["lamp\nchair", "lamp\ntable", "line 2:\n  R1: chair\n  G1: table"],
  ["lamp\nchair", "lamp", "line 2:\n  R1: chair\n  G1: (nothing)"],
  ["lamp", "lamp\nchair", "line 2:\n  R1: (nothing)\n  G1: chair"],
])("the first line that differs is told, also where one has more of them: %j, %j", (one, other, told) => {
  const drawn = new Map([["R1", one]]);
  expect(() => assertDrawnAlike("home", "G1", other, drawn)).toThrow(
    `home is drawn otherwise on G1 than on R1, in ${told}`,
  );
  expect(() => assertDrawnAlike("home", "G2", one, drawn)).not.toThrow();
});
