import type { Report } from "../check.ts";
import { type Finding, SEVERITIES } from "../finding.ts";
import type { FailOn } from "../verdict.ts";
import { failing, isUnknown } from "../verdict.ts";
import { at, TITLES, whom } from "./text.ts";

/** By which the comment of an earlier run is known, so that it is changed instead of repeated. */
export const MARKER = "<!-- threefold schema-check -->";

/** GitHub takes comments of 65,536 characters. */
const MOST = 60_000;

/** A comment for a pull request, with the plans before and after folded: without them, and then without its end, where it would be too long. */
export function markdownReport(report: Report, failOn: readonly FailOn[]): string {
  const whole = commentOf(report, failOn);
  if (whole.length <= MOST) return whole;
  const findings = report.findings.map(({ before: _, after: __, ...finding }) => finding);
  const short = commentOf({ ...report, findings }, failOn);
  if (short.length <= MOST) return short;
  const [marker, ...lines] = short.slice(0, MOST).split("\n").slice(0, -1);
  return [marker, "", "There is more than a comment can hold: the job's log has all of it.", ...lines].join("\n");
}

function commentOf(report: Report, failOn: readonly FailOn[]): string {
  const { findings, base, operations } = report;
  const count = failing(findings, failOn).length;
  const unknown = count === 0 && isUnknown(findings);
  const passed = unknown ? "no verdict is possible" : "may be merged";
  const verdict = count === 0 ? passed : `must not be merged: ${count} ${count === 1 ? "finding" : "findings"}`;
  const sections = SEVERITIES.flatMap((severity) => {
    const these = findings.filter((finding) => finding.severity === severity);
    if (these.length === 0) return [];
    const list = these.map(item).join("\n");
    const title = `${TITLES[severity]} (${these.length})`;
    return severity === "safe" || severity === "lint"
      ? [`<details><summary>${title}</summary>\n\n${list}\n\n</details>`]
      : [`### ${title}\n\n${list}`];
  });
  const none = findings.length === 0 ? ["Nothing changed."] : [];
  const heading = `## Schema check: ${verdict}\n\nCompared with \`${base}\`, with ${operations} known operations.`;
  return [MARKER, heading, ...none, ...sections].join("\n\n");
}

function item({ code, message, place, affects, severity, advice, accepted, before, after }: Finding): string {
  const lines = [
    `- ${message} \`${code}\`${place ? ` (${at(place)})` : ""}`,
    ...(affects === undefined || severity === "cost" ? [] : whom(affects).map((line) => `  - ${line}`)),
    ...(advice === undefined ? [] : [`  - What to do: ${advice}`]),
    ...(accepted === undefined ? [] : [`  - Accepted until ${accepted.until}: ${accepted.reason}`]),
    ...(before === undefined || after === undefined ? [] : [plans(before, after)]),
  ];
  return lines.join("\n");
}

const plans = (before: string, after: string) =>
  `  <details><summary>query plans</summary>\n\n  Before:\n${fenced(before)}\n\n  After:\n${fenced(after)}\n\n  </details>`;

const fenced = (text: string) => ["```", ...text.split("\n"), "```"].map((line) => `  ${line}`).join("\n");
