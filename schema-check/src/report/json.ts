import type { Report } from "../check.ts";
import { type FailOn, failing, isUnknown } from "../verdict.ts";

/**
 * The report for programs. `version` rises when a key changes its meaning or goes; keys may be added without. Findings are
 * as `finding.ts` describes them; `verdict` is `safe`, `breaking` or `unknown`; `phases` are milliseconds.
 */
export const jsonReport = (report: Report, failOn: readonly FailOn[]): string =>
  JSON.stringify({ version: 1, verdict: verdictOf(report, failOn), ...report }, undefined, 2);

function verdictOf({ findings }: Report, failOn: readonly FailOn[]): "safe" | "breaking" | "unknown" {
  if (failing(findings, failOn).length > 0) return "breaking";
  return isUnknown(findings) ? "unknown" : "safe";
}
