import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readExpectation } from "./expectation.ts";
import { readGolden, readTimes } from "./files.ts";
import { codersHere, otherCoders } from "./report/coders.ts";
import { differences, type Golden } from "./report/golden.ts";
import { resultsDocument } from "./report/results.ts";
import { judge } from "./report/verdict.ts";
import { screens } from "./screens.ts";
import { writeTogether } from "./write-together.ts";

const folder = mkdtempSync(join(tmpdir(), "results-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (relative: string) => readFileSync(new URL(relative, import.meta.url), "utf8");

// The document names commits: where git does not know them, as in an archive, it would be another.
test.skipIf(readExpectation("home").commit === undefined)(
  "RESULTS.md says what was counted and timed, and nothing else",
  () => {
    const golden = readGolden();
    const verdicts = judge(golden.measurements, golden.unable, readExpectation);
    expect(file("../RESULTS.md")).toBe(resultsDocument(golden, verdicts, readExpectation, golden.data, readTimes()));
  },
);

test("the page shows the times that were taken", () => {
  expect(JSON.parse(file("../../web/src/compare/times.json"))).toEqual(readTimes());
});

test("what was timed is what was counted: by TLS there is never less than what is in it", () => {
  const { cells } = readTimes() ?? { cells: [] };
  const lasting = new Set(screens.filter(({ beginning }) => beginning).map(({ name }) => name));
  // A beginning is less than what was counted.
  const plain = cells.filter(({ protocol, screen }) => protocol === "h1" && !lasting.has(screen));
  const less = plain.filter(({ bytes, counts }) => counts !== undefined && bytes.warm < counts.wire);
  expect(plain.length).toBeGreaterThan(80);
  expect(less.map(({ screen, rung }) => `${screen} ${rung}`)).toEqual([]);
});

test("a screen, a rung or a study that is gone is told, of a whole run alone", () => {
  const golden = readGolden();
  const [first, ...others] = golden.measurements;
  const { width: _gone, ...studies } = golden.studies;
  const now: Golden = { ...golden, measurements: others, unable: golden.unable.slice(1), studies };
  const [unable] = golden.unable;
  expect(differences(golden, golden, true)).toEqual([]);
  expect(differences(golden, now, false)).toEqual([]);
  expect(differences(golden, now, true)).toEqual([
    `${first?.screen} on ${first?.rung} was counted before, and is not any more`,
    `${unable?.screen} on ${unable?.rung} was counted before, and is not any more`,
    "study width was counted before, and is not any more",
  ]);
});

test("a number that changed is told with what it was, and what it stands for", () => {
  const golden = readGolden();
  const [first, ...others] = golden.measurements;
  if (first === undefined) throw new Error("nothing was counted");
  const now = { ...golden, measurements: [{ ...first, requests: first.requests + 1 }, ...others] };
  expect(differences(golden, now, true)).toEqual([
    `${first.screen} on ${first.rung}: requests is ${first.requests + 1} instead of ${first.requests} (under-fetching)`,
  ]);
});

test("where another Node codes the bodies, it is said of what", () => {
  expect(otherCoders({ coders: codersHere() })).toBeUndefined();
  expect(otherCoders({})).toBeUndefined();
  expect(otherCoders({ coders: { ...codersHere(), brotli: "0.1" } })).toContain(
    `: brotli is ${process.versions["brotli"]} instead of 0.1.`,
  );
});

test("results are all written, or none: what cannot be leaves those that were there", () => {
  const [one, other] = [join(folder, "one"), join(folder, "other")];
  writeTogether([
    [one, "1"],
    [other, "2"],
  ]);
  expect(() =>
    writeTogether([
      [one, "3"],
      [join(folder, "nowhere", "two"), "4"],
    ]),
  ).toThrow("ENOENT");
  expect([one, other].map((path) => readFileSync(path, "utf8"))).toEqual(["1", "2"]);
  expect(readdirSync(folder)).toEqual(["one", "other"]);
});

test("counts and times that cannot be read are told in one line, with their file", () => {
  const broken = join(folder, "broken.json");
  expect(() => readGolden(broken)).toThrow(`${broken} cannot be read: ENOENT`);
  writeFileSync(broken, '{"version":1,');
  expect(() => readGolden(broken)).toThrow(`${broken} cannot be read: `);
  writeFileSync(broken, "{}");
  expect(() => readGolden(broken)).toThrow(`${broken} has no counts`);
  expect(() => readTimes(broken)).toThrow(`${broken} has no times as they are written: version: `);
});
