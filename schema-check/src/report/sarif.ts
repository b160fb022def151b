import type { Report } from "../check.ts";
import { explain } from "../codes/codes.ts";
import type { Finding, Severity } from "../finding.ts";

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note" | "none">> = {
  error: "error",
  breaking: "error",
  dangerous: "warning",
  cost: "warning",
  lint: "note",
  notice: "note",
  safe: "none",
};

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as code scanning reads it. */
export function sarifReport({ findings }: Report): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const rules = codes.map((id) => ({ id, shortDescription: { text: explain(id)?.meaning ?? id } }));
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "schema-check", rules } }, results: findings.map((each) => result(each, codes)) }],
  };
  return JSON.stringify(log, undefined, 2);
}

function result({ code, severity, message, place, accepted }: Finding, codes: readonly string[]) {
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: message },
    ...(place && {
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: place.file },
            region: { startLine: place.line, startColumn: place.column },
          },
        },
      ],
    }),
    ...(accepted && { suppressions: [{ kind: "external", justification: accepted.reason }] }),
  };
}
