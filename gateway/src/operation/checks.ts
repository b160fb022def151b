import {
  type DirectiveNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  validate,
  visit,
} from "graphql";
import { collectFields, type Fragments } from "../execution/projection/fields.ts";
import { argumentOf, isDefer } from "./defer/index.ts";
import { type ValidationOptions, validationSettings } from "./validation/rules.ts";

/**
 * Validates a document against the API schema.
 * @param may what clients may learn of the schema
 * @returns the errors, also when graphql-js itself fails on the document
 */
export function validateDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  may: ValidationOptions,
): readonly GraphQLError[] {
  const { rules, options } = validationSettings(may);
  try {
    const errors = validate(schema, document, rules, options);
    return may.suggestions ? errors : errors.map(withoutAdvice);
  } catch (error) {
    return [error instanceof GraphQLError ? error : requestError("The document cannot be validated.")];
  }
}

/** What graphql-js advises whatever its options: "Did you mean "book { ... }"?". */
function withoutAdvice(error: GraphQLError): GraphQLError {
  const message = error.message.replace(/ Did you mean [^?]*\?$/, "");
  if (message === error.message) return error;
  const { nodes = null, source = null, positions = null, extensions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions });
}

/**
 * What neither validation nor the planner can be asked: both throw on `@skip` or `@include` at the root of a
 * subscription, which the specification forbids (https://spec.graphql.org/September2025/#sec-Single-Root-Field).
 */
export function checkSubscription(operation: OperationDefinitionNode, fragments: Fragments): readonly GraphQLError[] {
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return [];
  const visited = new Set<string>();
  const conditional = (selections: OperationDefinitionNode["selectionSet"]["selections"]): boolean =>
    selections.some((selection) => {
      if (selection.directives?.some(isCondition)) return true;
      if (selection.kind === Kind.INLINE_FRAGMENT) return conditional(selection.selectionSet.selections);
      if (selection.kind !== Kind.FRAGMENT_SPREAD || visited.has(selection.name.value)) return false;
      visited.add(selection.name.value);
      return conditional(fragments.get(selection.name.value)?.selectionSet.selections ?? []);
    });
  return conditional(operation.selectionSet.selections)
    ? [validationError("A subscription's root field cannot have @skip or @include.", operation)]
    : [];
}

const isCondition = ({ name }: DirectiveNode): boolean => name.value === "skip" || name.value === "include";

/**
 * The variables that `@skip`, `@include` and `@defer` stand on: they must be true or false, though their type may let
 * them be null.
 */
export function conditionVariables(document: DocumentNode): ReadonlySet<string> {
  const variables = new Set<string>();
  visit(document, {
    Directive(directive) {
      const value = isCondition(directive) || isDefer(directive) ? argumentOf(directive, "if") : undefined;
      if (value?.kind === Kind.VARIABLE) variables.add(value.name.value);
    },
  });
  return variables;
}

/** Whether some root field is for subgraphs to answer: not `__typename`, and nothing about the schema. */
export function needsSubgraphs(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  schema: GraphQLSchema,
): boolean {
  const root = schema.getRootType(operation.operation);
  if (root === undefined || root === null) return false;
  const selected = [{ selectionSet: operation.selectionSet, when: [] }];
  return collectFields(root, selected, schema, fragments).some(({ node }) => !node.name.value.startsWith("__"));
}

export const validationError = (message: string, node?: OperationDefinitionNode): GraphQLError =>
  new GraphQLError(message, { nodes: node ?? null, extensions: { code: "GRAPHQL_VALIDATION_FAILED" } });

export const requestError = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
