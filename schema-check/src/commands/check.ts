import { type CheckOptions, check, compareSides, type Report } from "../check.ts";
import { readConfiguration } from "../configuration.ts";
import { UsageError } from "../failure.ts";
import type { Outcome } from "../main.ts";
import { FORMATS, type Options, oneOf } from "../options.ts";
import { githubReport } from "../report/github.ts";
import { jsonReport } from "../report/json.ts";
import { junitReport } from "../report/junit.ts";
import { markdownReport } from "../report/markdown.ts";
import { sarifReport } from "../report/sarif.ts";
import { textReport } from "../report/text.ts";
import { readSide } from "../sources/base.ts";
import { EXIT, failing, isUnknown } from "../verdict.ts";

/** `schema-check`: the working tree against a base. */
export async function runCheck(options: Options): Promise<Outcome> {
  return outcome(await check(await checkOptions(options)), options);
}

/** `schema-check diff BEFORE AFTER`: two files or URLs, without git. */
export async function runDiff(options: Options): Promise<Outcome> {
  const [before, after] = options.operands;
  if (before === undefined || after === undefined) throw new UsageError("diff needs two files or URLs");
  const [base, head] = await Promise.all([readSide(before), readSide(after)]);
  return outcome(await compareSides(base, head, await checkOptions(options)), options);
}

async function checkOptions(options: Options): Promise<CheckOptions> {
  return { ...options, configuration: await readConfiguration(options.config), now: new Date() };
}

function outcome(report: Report, options: Options): Outcome {
  const { failOn, all } = options;
  const colour = options.output === undefined && process.stdout.hasColors?.() === true;
  const text = {
    text: () => textReport(report, { colour, all }),
    github: () => githubReport(report),
    markdown: () => markdownReport(report, failOn),
    json: () => jsonReport(report, failOn),
    sarif: () => sarifReport(report),
    junit: () => junitReport(report, failOn),
  }[oneOf("--format", options.format, FORMATS)]();
  if (failing(report.findings, failOn).length > 0) return { text, exitCode: EXIT.breaking };
  return { text, exitCode: isUnknown(report.findings) ? EXIT.unknown : EXIT.safe };
}
