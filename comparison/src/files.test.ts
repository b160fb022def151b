import { hash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { CLASSES } from "./accounting/ledger.ts";
import { readExpectation } from "./expectation.ts";
import { readGolden, readTimes, resultFiles } from "./files.ts";
import { LINE_BY_LINE } from "./measure/account-for.ts";
import { codersHere, otherCoders } from "./report/coders.ts";
import { differences, type Golden } from "./report/golden.ts";
import { type Counted, MOST_HTML, type PageData } from "./report/page-data.ts";
import { resultsDocument } from "./report/results.ts";
import { judge } from "./report/verdict.ts";
import { screens } from "./screens.ts";
import { writeTogether } from "./write-together.ts";

const folder = mkdtempSync(join(tmpdir(), "results-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (relative: string) => readFileSync(new URL(relative, import.meta.url), "utf8");

/** What was counted, as far as it is kept: without the answers. */
function countedOf({ version: _, coders: _coders, data: _data, ...counts }: Golden): Counted {
  const nothing = { html: "", above: undefined, answers: [] };
  return { ...counts, measured: counts.measurements.map((measurement) => ({ measurement, ...nothing })) };
}

/** What the page has, without what is not in the counts: the answers, and what was drawn of them. */
const withoutAnswers = ({ screens, ...page }: PageData) => ({
  ...page,
  screens: screens.map(({ html: _, rungs, ...screen }) => ({
    ...screen,
    rungs: rungs.map(({ answers: _answers, byField: _byField, ...rung }) => rung),
  })),
});

const page: PageData = JSON.parse(file("../../web/src/compare/results.json"));

// Documents name commits: where git does not know them, as in an archive, they would be others.
const knowsCommits = readExpectation("home").commit !== undefined;

test.skipIf(!knowsCommits)("the page shows what was counted, who won by it, and what is to be said of it", () => {
  const golden = readGolden();
  const [, text = ""] =
    resultFiles(countedOf(golden), golden.data).find(([path]) => basename(path) === "results.json") ?? [];
  expect(withoutAnswers(page)).toEqual(withoutAnswers(JSON.parse(text)));
});

test("the page has the first answers of what was counted, and what was drawn of them", () => {
  // A file of rows is cut, and its table has no names beside its values.
  const whole = page.screens.filter(({ html }) => html.length < MOST_HTML);
  expect(whole.length).toBeGreaterThan(10);
  for (const { screen, html, rungs } of whole)
    for (const { rung, drawn, requests, answers, byField, ledger } of rungs) {
      const name = `${screen} on ${rung}`;
      expect(drawn, name).toBe(hash("sha256", html));
      expect(answers.length, name).toBe(Math.min(requests, LINE_BY_LINE));
      // Of each class the fields are what is counted, but for brackets and commas, and what frames the events of a stream.
      for (const kind of CLASSES) {
        const bytes = byField.reduce((sum, field) => sum + (field.class === kind ? field.bytes : 0), 0);
        expect(bytes, `${name}, ${kind}`).toBeLessThanOrEqual(ledger[kind]);
        if (kind !== "control") expect(bytes > 0, `${name}, ${kind}`).toBe(ledger[kind] > 0);
      }
    }
});

test.skipIf(!knowsCommits)("RESULTS.md says what was counted and timed, and nothing else", () => {
  const golden = readGolden();
  const verdicts = judge(golden.measurements, golden.unable, readExpectation);
  expect(file("../RESULTS.md")).toBe(resultsDocument(golden, verdicts, readExpectation, golden.data, readTimes()));
});

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

test("results are written in their order: who is killed in between leaves the last as it was", () => {
  const [first, between, last] = [join(folder, "first"), join(folder, "between"), join(folder, "last")];
  // In the place of a folder no file can be put: as far as this it comes, as a run that is killed then.
  mkdirSync(join(between, "inside"), { recursive: true });
  for (const path of [first, last]) writeFileSync(path, "before");
  expect(() =>
    writeTogether([
      [first, "now"],
      [between, "now"],
      [last, "now"],
    ]),
  ).toThrow();
  expect([first, last].map((path) => readFileSync(path, "utf8"))).toEqual(["now", "before"]);
  expect(readdirSync(folder).filter((name) => name.endsWith(".new"))).toEqual([]);
});

test("of a run's files the counts are written last, since all others are held to them", () => {
  const golden = readGolden();
  const names = (times = readTimes()) =>
    resultFiles(countedOf(golden), golden.data, times).map(([path]) => basename(path));
  expect(names()).toEqual(["times.json", "measured.json", "RESULTS.md", "results.json", "golden.json"]);
  const [, counts = ""] = resultFiles(countedOf(golden), golden.data).at(-1) ?? [];
  expect(differences(golden, JSON.parse(counts), true)).toEqual([]);
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
