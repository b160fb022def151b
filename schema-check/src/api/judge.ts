import { type Change, CriticalityLevel } from "@graphql-inspector/core";
import { type GraphQLSchema, isInputObjectType, isInterfaceType, isNonNullType, isObjectType } from "graphql";
import type { Severity } from "../finding.ts";

/**
 * Where we judge otherwise than the library, and why. Undefined where we agree.
 * @param after the API as it will be
 */
export function judge(change: Change, after: GraphQLSchema): Severity | "ignored" | undefined {
  switch (change.type) {
    // Who left it out to the default leaves out what must be there.
    case "FIELD_ARGUMENT_DEFAULT_CHANGED":
    case "INPUT_FIELD_DEFAULT_VALUE_CHANGED":
    case "DIRECTIVE_ARGUMENT_DEFAULT_VALUE_CHANGED":
      return isRequiredNow(change, after) ? "breaking" : undefined;
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

function isRequiredNow({ path = "" }: Change, schema: GraphQLSchema): boolean {
  const [first = "", second = "", third = ""] = path.split(".");
  const input = inputAt(schema, first, second, third);
  return input !== undefined && isNonNullType(input.type) && input.defaultValue === undefined;
}

function inputAt(schema: GraphQLSchema, first: string, second: string, third: string) {
  if (first.startsWith("@")) return schema.getDirective(first.slice(1))?.args.find(({ name }) => name === second);
  const type = schema.getType(first);
  if (isInputObjectType(type)) return type.getFields()[second];
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  return type.getFields()[second]?.args.find(({ name }) => name === third);
}
