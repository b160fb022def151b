import type { Report } from "../check.ts";
import type { Finding } from "../finding.ts";
import { type FailOn, failing } from "../verdict.ts";
import { at } from "./text.ts";

/** JUnit's XML, which most build servers show: each finding is a test, and fails when it keeps the change from being merged. */
export function junitReport({ findings }: Report, failOn: readonly FailOn[]): string {
  const failed = new Set(failing(findings, failOn));
  const cases =
    findings.length === 0
      ? ['    <testcase classname="schema" name="nothing changed"/>']
      : findings.map((each) => testcase(each, failed.has(each)));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${cases.length}" failures="${failed.size}">`,
    `  <testsuite name="schema-check" tests="${cases.length}" failures="${failed.size}">`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
  ].join("\n");
}

function testcase({ code, coordinate = "schema", message, place }: Finding, fails: boolean): string {
  const opening = `    <testcase classname="${escapeXml(code)}" name="${escapeXml(`${coordinate}: ${message}`)}"`;
  if (!fails) return `${opening}/>`;
  return `${opening}><failure message="${escapeXml(message)}">${escapeXml(place ? at(place) : "")}</failure></testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};
const escapeXml = (text: string) => text.replaceAll(/[&<>"\n]/g, (character) => ENTITIES[character] ?? character);
