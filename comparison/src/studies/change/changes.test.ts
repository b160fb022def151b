import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { RUNGS, type RungName } from "../../screen.ts";
import { CHECKOUT } from "../../system/tool.ts";
import { applyChange, type Change, changedLines, readChanges } from "./changes.ts";

/** Sources as they are, with what was written over them. */
function sources() {
  const written = new Map<string, string>();
  return {
    read: (file: string) => written.get(file) ?? readFileSync(join(CHECKOUT, file), "utf8"),
    write: (changed: ReadonlyMap<string, string>) => {
      for (const [file, text] of changed) written.set(file, text);
    },
  };
}

test("the changes fit the sources as they are, one after another, for all rungs and for each alone", () => {
  const all = sources();
  for (const change of readChanges()) {
    for (const rung of RUNGS)
      expect(applyChange(change, [rung], all.read).size, `${change.name} on ${rung}`).toBeGreaterThan(0);
    all.write(applyChange(change, RUNGS, all.read));
  }
});

describe("a change", () => {
  const change: Change = {
    name: "more",
    title: "",
    screen: "",
    edits: [
      { file: "a", find: "one", put: "two" },
      { file: "b", find: "x", put: "y", rungs: ["R3"] },
    ],
  };
  const files: Readonly<Record<string, string>> = { a: "one", b: "x" };
  const made = (rung: RungName) => Object.fromEntries(applyChange(change, [rung], (file) => files[file] ?? ""));

  test("touches what all have, and what a rung alone needs", () => {
    expect(made("R3")).toEqual({ a: "two", b: "y" });
    expect(made("G1")).toEqual({ a: "two" });
  });

  test.each([
    ["two", "has no place"],
    ["one one", "has more than one place"],
  ])("is refused where its place is not there once, and says whose text is gone: %j", (text, what) => {
    expect(() => applyChange(change, ["G1"], () => text)).toThrow(
      `studies/change/changes.yaml, change "more": a ${what} that reads as below; give the edit a \`find\` that is there once\none`,
    );
  });
});

test.each([
  ["a\nb\nc", "a\nb\nc", 0],
  ["a\nb\nc", "a\nB\nc", 2],
  ["a\nb\nc", "a\nc", 1],
  ["a\nc", "a\nb\nb\nc\nd", 3],
])("lines that differ are counted as diff counts them: %j, %j", (before, after, lines) => {
  expect(changedLines(before, after)).toBe(lines);
});
