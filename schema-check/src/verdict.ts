import type { Finding, Severity } from "./finding.ts";

/** What fails beside what always does. */
export const FAIL_ON = ["dangerous", "cost", "lint"] as const satisfies readonly Severity[];
export type FailOn = (typeof FAIL_ON)[number];

export const EXIT = { safe: 0, breaking: 1, unknown: 2 } as const;

/** What of the findings keeps a change from being merged. */
export const failing = (findings: readonly Finding[], failOn: readonly FailOn[]): Finding[] =>
  findings.filter(
    ({ severity, accepted }) =>
      accepted === undefined &&
      (severity === "error" || severity === "breaking" || failOn.some((each) => each === severity)),
  );

/**
 * Whether nothing can be said: the schema uses what composition here does not know, and so was not compared. That is
 * no break, and not safe either.
 */
export const isUnknown = (findings: readonly Finding[]): boolean => findings.some(({ code }) => code === "UNSUPPORTED");
