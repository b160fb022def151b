import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readExpectation } from "./expectation.ts";
import type { Golden } from "./report/golden.ts";
import { type Counted, pageData } from "./report/page-data.ts";
import { resultsDocument } from "./report/results.ts";
import { judge } from "./report/verdict.ts";
import { type MeasuredTimes, measuredShape } from "./times/measured.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const GOLDEN = path("../results/golden.json");
const MEASURED = path("../results/measured.json");
const RESULTS = path("../RESULTS.md");
/** The page is built with the others, and has its data beside it. */
const PAGE = { counts: path("../../web/src/compare/results.json"), times: path("../../web/src/compare/times.json") };

export const readGolden = (): Golden => JSON.parse(readFileSync(GOLDEN, "utf8")) as Golden;

/** The times that were taken last; undefined where none were. */
export const readTimes = (): MeasuredTimes | undefined =>
  existsSync(MEASURED) ? measuredShape.parse(JSON.parse(readFileSync(MEASURED, "utf8"))) : undefined;

/**
 * Writes the counts, the times where there are new ones, and what people read of both. Nothing is written unless all can be.
 * @param data what the numbers were measured on
 */
export function writeResults({ measured, ...counts }: Counted, data: string, times?: MeasuredTimes): void {
  const verdicts = judge(counts.measurements, counts.unable, readExpectation);
  const golden: Golden = { version: 1, data, ...counts };
  const document = resultsDocument(counts, verdicts, readExpectation, data, times ?? readTimes());
  const page = pageData({ measured, ...counts }, verdicts, readExpectation, data);
  const files: (readonly [string, string])[] = [
    [GOLDEN, `${JSON.stringify(golden, undefined, 2)}\n`],
    [RESULTS, document],
    [PAGE.counts, `${JSON.stringify(page)}\n`],
  ];
  if (times) files.push([MEASURED, listed(times)], [PAGE.times, `${JSON.stringify(times)}\n`]);
  for (const [file, text] of files) writeFileSync(file, text);
}

/** A line for each thing that was timed, so that changes can be read. */
function listed({ version, environment, ...lists }: MeasuredTimes): string {
  const members = Object.entries(lists).map(
    ([name, list]) => `${JSON.stringify(name)}:[\n${(list ?? []).map((each) => JSON.stringify(each)).join(",\n")}\n]`,
  );
  const head = `"version":${version},"environment":${JSON.stringify(environment)}`;
  return `{${[head, ...members].join(",")}}\n`;
}
