import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readExpectation } from "./expectation.ts";
import { codersHere } from "./report/coders.ts";
import type { Golden } from "./report/golden.ts";
import { type Counted, pageData } from "./report/page-data.ts";
import { resultsDocument } from "./report/results.ts";
import { judge } from "./report/verdict.ts";
import { type MeasuredTimes, measuredShape } from "./times/measured.ts";
import { writeTogether } from "./write-together.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const GOLDEN = path("../results/golden.json");
const MEASURED = path("../results/measured.json");
const RESULTS = path("../RESULTS.md");
/** The page is built with the others, and has its data beside it. */
const PAGE = { counts: path("../../web/src/compare/results.json"), times: path("../../web/src/compare/times.json") };

/**
 * The counts that were written last.
 * @throws Error in one line when there are none
 */
export const readGolden = (file = GOLDEN): Golden => {
  const { version, ...golden } = read(file) as Partial<Golden>;
  if (version === 1 && Array.isArray(golden.measurements) && golden.studies) return { version, ...golden } as Golden;
  throw new Error(`${file} has no counts as \`npm run compare -- --write\` writes them`);
};

/**
 * The times that were taken last; undefined where none were.
 * @throws Error in one line when they cannot be read
 */
export function readTimes(file = MEASURED): MeasuredTimes | undefined {
  if (!existsSync(file)) return undefined;
  const { data, error } = measuredShape.safeParse(read(file));
  if (data) return data;
  const [issue] = error.issues;
  throw new Error(`${file} has no times as they are written: ${issue?.path.map(String).join(".")}: ${issue?.message}`);
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/**
 * Writes the counts, the times where there are new ones, and what people read of both.
 * @param data what the numbers were measured on
 * @throws Error of the file system: nothing is written then, or what is there does not go together, and a check says so
 */
export function writeResults(counted: Counted, data: string, times?: MeasuredTimes): void {
  writeTogether(resultFiles(counted, data, times));
}

/**
 * The files in the order in which they are written. The counts are last: what others say is held to them (`--check`, and the tests), so
 * that a run which was killed in between cannot pass for one that was whole.
 */
export function resultFiles(
  { measured, ...counts }: Counted,
  data: string,
  times?: MeasuredTimes,
): (readonly [path: string, text: string])[] {
  const verdicts = judge(counts.measurements, counts.unable, readExpectation);
  const golden: Golden = { version: 1, data, coders: codersHere(), ...counts };
  const document = resultsDocument(counts, verdicts, readExpectation, data, times ?? readTimes());
  const page = pageData({ measured, ...counts }, verdicts, readExpectation, data);
  return [
    ...(times
      ? ([
          [PAGE.times, `${JSON.stringify(times)}\n`],
          [MEASURED, listed(times)],
        ] as const)
      : []),
    [RESULTS, document],
    [PAGE.counts, `${JSON.stringify(page)}\n`],
    [GOLDEN, `${JSON.stringify(golden, undefined, 2)}\n`],
  ];
}

/** A line for each thing that was timed, so that changes can be read. */
function listed({ version, environment, ...lists }: MeasuredTimes): string {
  const members = Object.entries(lists).map(
    ([name, list]) => `${JSON.stringify(name)}:[\n${(list ?? []).map((each) => JSON.stringify(each)).join(",\n")}\n]`,
  );
  const head = `"version":${version},"environment":${JSON.stringify(environment)}`;
  return `{${[head, ...members].join(",")}}\n`;
}
