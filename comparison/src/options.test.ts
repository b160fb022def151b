import { expect, test } from "vitest";
import { readOptions } from "./options.ts";
import { screens } from "./screens.ts";
import { studies } from "./studies/studies.ts";

const chosen = (...args: string[]) => {
  const { screens: shown, studies: asked, timed } = readOptions(args);
  return { screens: shown.length, studies: asked.map(({ name }) => name), timed };
};
const all = studies.map(({ name }) => name);

test("all is measured, unless something is chosen or it is to be quick", () => {
  expect(chosen()).toEqual({ screens: screens.length, studies: all, timed: true });
  expect(chosen("--screen", "home,home")).toEqual({ screens: 1, studies: [], timed: true });
  expect(chosen("--quick")).toEqual({ screens: screens.length, studies: [], timed: false });
  expect(chosen("--study", "tax")).toEqual({ screens: 0, studies: ["tax"], timed: false });
  expect(chosen("--study", "tax", "--screen", "home")).toEqual({ screens: 1, studies: ["tax"], timed: true });
  expect(chosen("--study", "tax", "--rungs", "R1")).toEqual({ screens: screens.length, studies: ["tax"], timed: true });
});

test("a quick run leaves out what no verdict needs and takes longest, unless rungs are named", () => {
  const leftOut = (...args: string[]) => readOptions(args).leftOut.map(({ screen, rung }) => `${screen} on ${rung}`);
  expect(leftOut("--quick")).toEqual(["export on R0", "export on G0"]);
  expect(leftOut("--quick", "--screen", "home")).toEqual([]);
  expect(leftOut("--quick", "--rungs", "G0")).toEqual([]);
  for (const args of [[], ["--check"], ["--write-times"]]) expect(leftOut(...args)).toEqual([]);
});

test("counts are held to what was written, and written, with all studies and without times", () => {
  for (const args of ["--check", "--write"])
    expect(chosen(args)).toEqual({ screens: screens.length, studies: all, timed: false });
  expect(chosen("--write-times")).toEqual({ screens: screens.length, studies: all, timed: true });
});

test.each([
  [["--screen", "basket"], '--screen has "basket": expected some of product-list'],
  [["--rungs", "R1,R9"], '--rungs has "R9": expected some of R0'],
  [["--link", "5g"], '--link has "5g": expected some of lan, desktop'],
  [["--study", "soup"], '--study has "soup": expected some of cache'],
  [["--runs", "many"], '--runs is "many"'],
  [["--port-base", "0"], '--port-base is "0"'],
  [["--screen", ""], '--screen has "": expected some of product-list'],
  [["--check", "--write"], "--check does not go with --write"],
  [["--quick", "--write-times"], "--quick does not go with --write-times"],
  [["--write", "--port-base", "4000"], "--port-base does not go with --write"],
  [["--check", "--port-base", "4000"], "--check does not go with --port-base: the counts are of the comparison's own"],
  [["--validate-link", "--quick"], "--validate-link does not go with --quick"],
  [["--check", "--runs", "3"], "--runs says how times are taken, and none are with --quick, --check"],
  [["--study", "cache", "--link", "far"], "--link says how times are taken"],
  [["--fast"], "--fast"],
])("%j is refused: %s", (args, message) => {
  const refusal = { name: "UsageError", message: expect.stringContaining(message) };
  expect(() => readOptions(args)).toThrow(expect.objectContaining(refusal));
});
