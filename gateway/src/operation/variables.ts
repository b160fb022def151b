import {
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getVariableValues,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromAST,
} from "graphql";
import type { Variables } from "../execution/execution.ts";
import { type Coerce, compileCoercion, INVALID } from "./coercion.ts";

export type CoercedVariables =
  | { readonly ok: true; readonly values: Variables }
  | { readonly ok: false; readonly errors: readonly GraphQLError[] };

/** Coerces the variables that came with a request. */
export type CoerceVariables = (given: Readonly<Record<string, unknown>>) => CoercedVariables;

interface Definition {
  readonly name: string;
  readonly required: boolean;
  readonly coerce: Coerce;
  /** Absent without a default. */
  readonly defaultValue: unknown;
}

const MAX_ERRORS = 50;
/** How deep values may stand in each other: what reads them goes as deep. */
const MAX_DEPTH = 500;

/**
 * Compiles the coercion of an operation's variables, as graphql-js does it
 * (https://spec.graphql.org/September2025/#sec-Coercing-Variable-Values). Wrong values go through graphql-js itself, for
 * its messages.
 * @param schema the API schema, against which the operation is valid
 * @param conditions the variables that decide what is included
 * @param suggestions whether messages say what may have been meant
 */
export function compileVariables(
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  conditions: ReadonlySet<string>,
  suggestions: boolean,
): CoerceVariables {
  const { variableDefinitions = [] } = operation;
  const definitions = variableDefinitions.map(({ variable, type: typeNode, defaultValue }): Definition => {
    // typeFromAST is overloaded by the kind of node, and this may be any.
    const type: unknown = typeFromAST(schema, typeNode as Parameters<typeof typeFromAST>[1] & typeof typeNode);
    if (!isInputType(type)) throw new Error(`$${variable.name.value} is of no input type`);
    return {
      name: variable.name.value,
      required: isNonNullType(type),
      coerce: compileCoercion(type),
      defaultValue: defaultValue && valueFromAST(defaultValue, type as GraphQLInputType),
    };
  });
  const explain = (given: Readonly<Record<string, unknown>>): CoercedVariables => {
    const result = getVariableValues(schema, variableDefinitions, given, {
      maxErrors: MAX_ERRORS,
      hideSuggestions: !suggestions,
    });
    return result.errors === undefined
      ? { ok: true, values: Object.assign(Object.create(null), result.coerced) }
      : { ok: false, errors: result.errors };
  };
  return (given) => {
    if (definitions.length > 0 && isDeeperThan(MAX_DEPTH, given)) return { ok: false, errors: [TOO_DEEP] };
    const values: Record<string, unknown> = Object.create(null);
    for (const { name, required, coerce, defaultValue } of definitions) {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      if (value === undefined) {
        if (defaultValue !== undefined) values[name] = defaultValue;
        else if (required) return explain(given);
        continue;
      }
      const coerced = coerce(value);
      if (coerced === INVALID) return explain(given);
      if (coerced === null && conditions.has(name)) return { ok: false, errors: [nullCondition(name)] };
      values[name] = coerced;
    }
    return { ok: true, values };
  };
}

function isDeeperThan(depth: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (depth < 0) return true;
  // What JSON gave has no inherited names, and makes no list of its values for each request.
  for (const name in value) if (isDeeperThan(depth - 1, (value as Record<string, unknown>)[name])) return true;
  return false;
}

const TOO_DEEP = new GraphQLError(`The variables have values in more than ${MAX_DEPTH} others.`);

const nullCondition = (name: string): GraphQLError =>
  new GraphQLError(`Variable "$${name}" must be true or false: it decides what is included.`);
