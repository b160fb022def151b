import {
  type DefinitionNode,
  type DocumentNode,
  executeSync,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from "graphql";
import type { Variables } from "../execution.ts";
import type { Fragments, ResponseField } from "./fields.ts";
import type { WriteObject } from "./projection.ts";
import { conditioned, setOf } from "./selections.ts";

/**
 * The writer of a field about the schema, answered by graphql-js from the schema itself. Without variables in it the
 * answer is the same every time, and its text is kept.
 */
export function compileIntrospection(
  field: ResponseField,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  fragments: Fragments,
): WriteObject {
  const { document, variables } = documentOf(field, operation, fragments);
  const answer = (variableValues: Variables): string => {
    const { data, errors } = executeSync({ schema, document, variableValues });
    if (errors?.[0] !== undefined) throw errors[0];
    return JSON.stringify(data?.[field.key] ?? null);
  };
  if (variables > 0) return (_object, projection) => answer(projection.variables);
  let text: string | undefined;
  return () => {
    text ??= answer({});
    return text;
  };
}

/** A query for this one field, with the fragments and variables that it uses. */
function documentOf({ node, below }: ResponseField, operation: OperationDefinitionNode, fragments: Fragments) {
  const selectionSet = setOf(below.flatMap(({ selectionSet: set, when }) => conditioned(set, when).selections));
  const field: FieldNode = { ...node, directives: [], selectionSet };
  const variables = new Set<string>();
  const reached = new Map<string, FragmentDefinitionNode>();
  const look = (part: FieldNode | FragmentDefinitionNode): void => {
    visit(part, {
      Variable: ({ name }) => {
        variables.add(name.value);
      },
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (fragment === undefined || reached.has(name.value)) return;
        reached.set(name.value, fragment);
        look(fragment);
      },
    });
  };
  look(field);
  const definitions: DefinitionNode[] = [
    {
      kind: Kind.OPERATION_DEFINITION,
      operation: OperationTypeNode.QUERY,
      variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) =>
        variables.has(variable.name.value),
      ),
      selectionSet: setOf([field]),
    },
    ...reached.values(),
  ];
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  return { document, variables: variables.size };
}
