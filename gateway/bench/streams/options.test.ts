import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

const program = fileURLToPath(new URL("../streams.ts", import.meta.url));

test.each([
  ["--subscriber", "1", "Unknown option '--subscriber'"],
  ["--only", "nobody", '--only must be one of threefold, stock executor(, Hive Gateway)?, not "nobody"'],
])("%s %s is answered with one line, and nothing is measured", (option, value, reason) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, option, value], { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(new RegExp(`^bench:streams: ${reason}; --help lists the options\n$`));
});

test.each([
  [["--subscribers", "1,many"], '--subscribers must be whole numbers above 0, not "many"'],
  [["--operations", "same,none"], '--operations must be of same, people, different, not "none"'],
])("%s is refused, and it is said what it must be", (args, message) => {
  expect(() => readOptions(args, [])).toThrow(message);
});

test("all is measured unless something is said", () => {
  expect(readOptions([], [])).toEqual({
    only: undefined,
    subscribers: [1, 100, 1_000, 10_000],
    operations: ["same", "people", "different"],
  });
});
