import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

const program = fileURLToPath(new URL("main.ts", import.meta.url));
const bench = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });

test("a wrong option is answered with one line, and nothing is measured", () => {
  expect(bench("--round", "1")).toMatchObject({
    status: 2,
    stdout: "",
    stderr: "bench: Unknown option '--round'; --help lists the options\n",
  });
});

test("a candidate that there is not is answered with one line that names all", () => {
  const { status, stdout, stderr } = bench("--only", "nobody");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^bench: there is no candidate "nobody", only floor, floor in Fastify, threefold, [^\n]+\n$/);
});

test.each([
  [["--rounds", "many"], '--rounds must be a number above 0, not "many"'],
  [["--seconds", "0"], '--seconds must be a number above 0, not "0"'],
  [["--processes", "3"], '--processes must be 1 or 2, not "3"'],
])("%s is refused, and it is said what it must be", (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});

test("--help lists the options that the README lists", () => {
  const { status, stdout } = bench("--help");
  const options = (text: string, row: RegExp) => [...text.matchAll(row)].map(([, option]) => option).toSorted();
  const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
  expect(status).toBe(0);
  expect(options(stdout, /^ {2}(--[\w-]+)/gm)).toEqual(options(readme, /^\| `(--[\w-]+)/gm));
});
