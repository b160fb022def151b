import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
} from "graphql";
import { collectFields, type Fragments, type ResponseField } from "../execution/projection/fields.ts";
import { conditioned, directiveOf, setOf } from "../execution/projection/selections.ts";

/**
 * The document with each root field of a mutation said once, outside all fragments. Apollo's planner would run a field
 * twice that is asked for twice under different conditions.
 * @returns an error when whether, or in what order, a field runs depends on several conditions: that cannot be said once
 */
export function withSingleRootFields(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  schema: GraphQLSchema,
): DocumentNode | GraphQLError {
  const root = operation.operation === OperationTypeNode.MUTATION ? schema.getMutationType() : undefined;
  if (root === undefined || root === null) return document;
  const selected = [{ selectionSet: operation.selectionSet, when: [] }];
  const fields = collectFields(root, selected, schema, fragments);
  const last = new Map(fields.map((field) => [field.key, field]));
  const first = Array.from(Map.groupBy(fields, ({ key }) => key).values(), ([field]) => field);
  // A field that always runs, whatever else asks for it under conditions, runs at one place if the order stays.
  const sameOrder = fields
    .filter((field) => last.get(field.key) === field)
    .every(({ key }, index) => first[index]?.key === key);
  const twice = fields.find(({ key, unless }) => unless.length > 0 && !(sameOrder && last.get(key)?.when.length === 0));
  if (twice !== undefined) {
    const message = `The mutation asks for "${twice.key}" under several conditions: ask for it once.`;
    return new GraphQLError(message, { nodes: twice.node });
  }
  const single = { ...operation, selectionSet: setOf(Array.from(last.values(), asSelection)) };
  return {
    ...document,
    definitions: document.definitions.map((definition) => (definition === operation ? single : definition)),
  };
}

function asSelection({ node, below, when }: ResponseField): SelectionNode {
  const [first, ...others] = when;
  const parts = below.flatMap(({ selectionSet, when: inner }) => conditioned(selectionSet, inner).selections);
  const field = {
    ...node,
    directives: first ? [directiveOf(first)] : [],
    ...(below.length > 0 && { selectionSet: setOf(parts) }),
  };
  // A field has each directive once: what depends on more stands inside fragments.
  const [selection = field] = conditioned(setOf([field]), others).selections;
  return selection;
}
