import { type Change, CriticalityLevel } from "@graphql-inspector/core";
import { type GraphQLSchema, isNonNullType } from "graphql";
import type { Severity } from "../finding.ts";
import { isReceived, isSent } from "./directions.ts";
import { elementAt } from "./element.ts";

/**
 * Where we judge otherwise than the library, and why. Undefined where we agree.
 * @param coordinate of what changed
 * @param before the API as it was
 * @param after the API as it will be
 */
export function judge(
  change: Change,
  coordinate: string | undefined,
  before: GraphQLSchema,
  after: GraphQLSchema,
): Severity | "ignored" | undefined {
  const isOfNew = "addedToNewType" in change.meta && change.meta.addedToNewType === true;
  switch (change.type) {
    // Who left it out to the default leaves out what must be there.
    case "FIELD_ARGUMENT_DEFAULT_CHANGED":
    case "INPUT_FIELD_DEFAULT_VALUE_CHANGED":
    case "DIRECTIVE_ARGUMENT_DEFAULT_VALUE_CHANGED":
      return isRequiredAt(coordinate, after) ? "breaking" : undefined;
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
      return isOfNew || change.criticality.level === CriticalityLevel.Breaking ? undefined : "dangerous";
    // No operation can name it. A service that still answers it gets an error in its place.
    case "ENUM_VALUE_REMOVED":
      return isSent(before, change.meta.enumName) ? undefined : "dangerous";
    // No client meets it.
    case "ENUM_VALUE_ADDED":
      return isReceived(after, change.meta.enumName) ? undefined : "safe";
    default:
      return undefined;
  }
}

function isRequiredAt(coordinate: string | undefined, schema: GraphQLSchema): boolean {
  const input = coordinate === undefined ? undefined : elementAt(schema, coordinate);
  return !!input && "defaultValue" in input && isNonNullType(input.type) && input.defaultValue === undefined;
}
