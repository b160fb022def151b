import { type Change, CriticalityLevel } from "@graphql-inspector/core";
import type { Severity } from "../finding.ts";

/** Where we judge otherwise than the library, and why. Undefined where we agree. */
export function judge(change: Change): Severity | "ignored" | undefined {
  switch (change.type) {
    // The same as FIELD_DEPRECATION_ADDED and its like, which say it better.
    case "DIRECTIVE_USAGE_FIELD_DEFINITION_ADDED":
    case "DIRECTIVE_USAGE_FIELD_DEFINITION_REMOVED":
    case "DIRECTIVE_USAGE_ENUM_VALUE_ADDED":
    case "DIRECTIVE_USAGE_ENUM_VALUE_REMOVED":
    case "DIRECTIVE_USAGE_ARGUMENT_ADDED":
    case "DIRECTIVE_USAGE_ARGUMENT_REMOVED":
      return change.path?.endsWith("@deprecated") || change.path?.includes(".@deprecated") ? "ignored" : "safe";
    // To mark something as deprecated is how to begin to remove it: nobody is surprised by it.
    case "FIELD_DEPRECATION_ADDED":
    case "ENUM_VALUE_DEPRECATION_REASON_ADDED":
      return "safe";
    // graphql-js takes it for breaking, and it is: who carries it twice is refused.
    case "DIRECTIVE_REPEATABLE_REMOVED":
      return "breaking";
    // As an optional argument is: the service may do something else for those who do not send it.
    case "INPUT_FIELD_ADDED":
      return change.criticality.level === CriticalityLevel.Breaking ? undefined : "dangerous";
    default:
      return undefined;
  }
}
