import type { Report } from "../check.ts";
import { type FailOn, failing } from "../verdict.ts";

/**
 * The report for programs. `version` rises when a key changes its meaning or goes; keys may be added without. Findings are
 * as `finding.ts` describes them; `verdict` is `safe` or `breaking`; `phases` are milliseconds.
 */
export const jsonReport = (report: Report, failOn: readonly FailOn[]): string =>
  JSON.stringify(
    { version: 1, verdict: failing(report.findings, failOn).length === 0 ? "safe" : "breaking", ...report },
    undefined,
    2,
  );
