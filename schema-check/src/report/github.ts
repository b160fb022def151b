import type { Report } from "../check.ts";
import type { Finding, Severity } from "../finding.ts";
import { whom } from "./text.ts";

const COMMANDS: Readonly<Record<Severity, string | undefined>> = {
  error: "error",
  breaking: "error",
  dangerous: "warning",
  cost: "warning",
  lint: "notice",
  notice: "notice",
  safe: undefined,
};

/** Annotations on the lines of a pull request, as GitHub's runner reads them from what a step prints. */
export const githubReport = ({ findings }: Report): string =>
  findings
    .flatMap((finding) => {
      const command = finding.accepted ? "notice" : COMMANDS[finding.severity];
      return command === undefined ? [] : [annotation(command, finding)];
    })
    .join("\n");

function annotation(command: string, { code, message, place, affects = [], advice }: Finding): string {
  const properties = {
    ...(place && { file: place.file, line: place.line, col: place.column }),
    title: code,
  };
  const text = [
    message,
    ...(affects.length > 0 ? whom(affects) : []),
    ...(advice ? [`What to do: ${advice}`] : []),
  ].join("\n");
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${command} ${list.join(",")}::${escapeData(text)}`;
}

const escapeData = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string) => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
