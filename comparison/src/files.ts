import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readExpectation } from "./expectation.ts";
import type { Golden } from "./report/golden.ts";
import { type Counted, pageData } from "./report/page-data.ts";
import { resultsDocument } from "./report/results.ts";
import { judge } from "./report/table.ts";
import { type MeasuredTimes, measuredShape } from "./times/measured.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const GOLDEN = path("../results/golden.json");
const MEASURED = path("../results/measured.json");
const RESULTS = path("../RESULTS.md");
/** The page is built with the others, and has its data beside it. */
const PAGE = { counts: path("../../web/src/compare/results.json"), times: path("../../web/src/compare/times.json") };

export const readGolden = (): Golden => JSON.parse(readFileSync(GOLDEN, "utf8")) as Golden;

/** The times that were taken last; undefined where none were. */
const readTimes = (): MeasuredTimes | undefined =>
  existsSync(MEASURED) ? measuredShape.parse(JSON.parse(readFileSync(MEASURED, "utf8"))) : undefined;

/** Writes the counts, and what people read of them. Nothing is written unless all can be. */
export function writeCounts({ measured, ...counts }: Counted, data: string): void {
  const verdicts = judge(counts.measurements, readExpectation);
  const golden: Golden = { version: 1, data, ...counts };
  const document = resultsDocument(counts, verdicts, readExpectation, data, readTimes());
  const page = pageData({ measured, ...counts }, verdicts, readExpectation, data);
  writeFileSync(GOLDEN, `${JSON.stringify(golden, undefined, 2)}\n`);
  writeFileSync(RESULTS, document);
  writeFileSync(PAGE.counts, `${JSON.stringify(page)}\n`);
}

/** Writes the times; the counts are written after them, for the document has both. */
export function writeTimes(times: MeasuredTimes): void {
  const { version, environment, ...lists } = times;
  const members = Object.entries(lists).map(
    ([name, list]) => `${JSON.stringify(name)}:[\n${(list ?? []).map((each) => JSON.stringify(each)).join(",\n")}\n]`,
  );
  const head = `"version":${version},"environment":${JSON.stringify(environment)}`;
  writeFileSync(MEASURED, `{${[head, ...members].join(",")}}\n`);
  writeFileSync(PAGE.times, `${JSON.stringify(times)}\n`);
}
