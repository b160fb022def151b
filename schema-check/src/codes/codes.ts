import type { Finding } from "../finding.ts";
import { LINT_RULES } from "../lint/rules.ts";
import { API } from "./api.ts";
import type { Explanation, Explanations } from "./explanation.ts";
import { FEDERATION } from "./federation.ts";
import { REPORT } from "./report.ts";

const LINTS: Explanations = Object.fromEntries(
  LINT_RULES.map(({ name, why, fix }) => [
    `LINT_${name.replaceAll("-", "_").toUpperCase()}`,
    { meaning: why, advice: fix },
  ]),
);

const EXPLANATIONS: Explanations = { ...API, ...FEDERATION, ...REPORT, ...LINTS };

/** Every code that has an explanation here. Composition's own codes are explained by Apollo. */
export const KNOWN_CODES: readonly string[] = Object.keys(EXPLANATIONS);

export const explain = (code: string): Explanation | undefined =>
  Object.hasOwn(EXPLANATIONS, code) ? EXPLANATIONS[code] : undefined;

/** A finding with what to do about it, where somebody should do something. */
export function adviceFor(finding: Finding): Finding {
  const needed = finding.severity !== "safe" && finding.severity !== "notice" && finding.advice === undefined;
  const advice = needed ? explain(finding.code)?.advice : undefined;
  return advice === undefined ? finding : { ...finding, advice };
}
