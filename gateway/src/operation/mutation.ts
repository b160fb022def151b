import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
} from "graphql";
import { type Conjunction, type Literal, without } from "../execution/projection/conditions.ts";
import { collectFields, type Fragments, type ResponseField } from "../execution/projection/fields.ts";
import { conditioned, directiveOf, setOf } from "../execution/projection/selections.ts";

/** As many root fields a mutation may have, written out, beyond those that it says. */
const MOST_MORE = 100;

/**
 * The document with each root field of a mutation written out, outside all fragments, so that for no values of the variables
 * two of a name apply. Apollo's planner would run a field twice that is asked for twice under different conditions: here
 * the second stands under the condition that the first does not apply, and each has all that is selected below either.
 * @returns an error when so many conditions overlap that this would take too many fields more
 */
export function withDisjointRootFields(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  schema: GraphQLSchema,
): DocumentNode | GraphQLError {
  const root = operation.operation === OperationTypeNode.MUTATION ? schema.getMutationType() : undefined;
  if (root === undefined || root === null) return document;
  const selected = [{ selectionSet: operation.selectionSet, when: [] }];
  const selections: SelectionNode[] = [];
  let more = MOST_MORE;
  for (const field of collectFields(root, selected, schema, fragments)) {
    const ways = butNot(field.when, field.unless, 1 + more);
    if (ways === undefined) {
      const message = `The mutation asks for "${field.key}" under too many conditions: ask for it once.`;
      return new GraphQLError(message, { nodes: field.node });
    }
    more -= Math.max(0, ways.length - 1);
    selections.push(...ways.map((when) => asSelection(field, when)));
  }
  const disjoint = { ...operation, selectionSet: setOf(selections) };
  return {
    ...document,
    definitions: document.definitions.map((definition) => (definition === operation ? disjoint : definition)),
  };
}

/**
 * One conjunction, but none of others: as conjunctions of which no two hold at once.
 * @returns nothing when these are more than `most`
 */
function butNot(
  conjunction: Conjunction,
  others: readonly Conjunction[],
  most: number,
): readonly Conjunction[] | undefined {
  let ways = [conjunction];
  for (const other of others) {
    ways = ways.flatMap((way) => {
      if (excludes(way, other)) return [way];
      const open = without(other, way);
      return open.map((literal, index) => [...way, ...open.slice(0, index), opposite(literal)]);
    });
    if (ways.length > most) return undefined;
  }
  return ways.length > most ? undefined : ways;
}

const opposite = ({ variable, negated }: Literal): Literal => ({ variable, negated: !negated });

/** Whether one never holds where the other does. */
const excludes = (one: Conjunction, other: Conjunction): boolean =>
  other.some(({ variable, negated }) =>
    one.some((literal) => literal.variable === variable && literal.negated !== negated),
  );

function asSelection({ node, below }: ResponseField, when: Conjunction): SelectionNode {
  const [first, ...others] = when;
  const parts = below
    .filter((selected) => !excludes(when, selected.when))
    .flatMap(({ selectionSet, when: inner }) => conditioned(selectionSet, without(inner, when)).selections);
  const field = {
    ...node,
    directives: first ? [directiveOf(first)] : [],
    ...(below.length > 0 && { selectionSet: setOf(parts) }),
  };
  // A field has each directive once: what depends on more stands inside fragments.
  const [selection = field] = conditioned(setOf([field]), others).selections;
  return selection;
}
