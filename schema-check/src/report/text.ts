import { styleText } from "node:util";
import type { Report } from "../check.ts";
import type { AffectedOperation, Finding, Place, Severity } from "../finding.ts";
import { SEVERITIES } from "../finding.ts";

export const TITLES: Readonly<Record<Severity, string>> = {
  error: "Does not compose",
  breaking: "Breaking",
  dangerous: "Dangerous",
  cost: "Costs more",
  lint: "House rules",
  notice: "Notices",
  safe: "Safe",
};

const COLOURS = {
  error: "red",
  breaking: "red",
  dangerous: "yellow",
  cost: "magenta",
  lint: "cyan",
  notice: "gray",
  safe: "green",
} as const satisfies Record<Severity, Parameters<typeof styleText>[0]>;

type Style = Parameters<typeof styleText>[0];

export interface TextOptions {
  readonly colour: boolean;
  /** Whether safe changes are shown too. */
  readonly all: boolean;
}

export const at = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;

/** For a terminal: by severity, each with its place, whom it breaks and what to do. */
export function textReport({ base, head, findings, operations }: Report, { colour, all }: TextOptions): string {
  const style = (how: Style, text: string) => (colour ? styleText(how, text, { validateStream: false }) : text);
  const sections = SEVERITIES.flatMap((severity) => {
    const these = findings.filter((finding) => finding.severity === severity);
    if (these.length === 0) return [];
    if (severity === "safe" && !all) return [style("green", `Safe: ${these.length} (--all shows them)`)];
    const title = style(["bold", COLOURS[severity]], `${TITLES[severity]}: ${these.length}`);
    return [[title, ...these.map((finding) => entry(finding, style))].join("\n")];
  });
  const compared = `${head} against ${base}, with ${operations} known operations`;
  return [compared, ...(sections.length === 0 ? ["Nothing changed."] : sections)].join("\n\n");
}

function entry(finding: Finding, style: (how: Style, text: string) => string): string {
  const { code, message, place, excerpt, affects, advice, accepted, before, after } = finding;
  return [
    `  ${place ? `${style("dim", at(place))}  ` : ""}${message}  ${style("dim", code)}`,
    ...(excerpt?.split("\n") ?? []).map((line) => `    ${style("dim", "|")} ${line}`),
    ...(affects === undefined || finding.severity === "cost" ? [] : whom(affects).map((line) => `    ${line}`)),
    ...(before === undefined || after === undefined ? [] : [...block("before", before), ...block("after", after)]),
    ...(advice === undefined ? [] : [`    ${style("green", "what to do:")} ${advice}`]),
    ...(accepted === undefined ? [] : [`    accepted until ${accepted.until}: ${accepted.reason}`]),
  ].join("\n");
}

const block = (title: string, text: string) => [`    ${title}:`, ...text.split("\n").map((line) => `      ${line}`)];

/** Whom a change touches, in words. */
export function whom(affects: readonly AffectedOperation[]): string[] {
  const broken = affects.filter(({ errors }) => errors.length > 0);
  if (affects.length === 0) return ["no known operation uses it"];
  const lines = affects.map(
    ({ name, place, errors, count }) =>
      `${errors.length > 0 ? "breaks" : "used by"} ${name} (${at(place)})${count === undefined ? "" : `, sent ${count} times`}`,
  );
  return broken.length > 0 ? lines.toSorted() : lines;
}
