import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from "graphql";
import { ALWAYS, type Conjunction, common, keyOf, readConditions, without } from "./conditions.ts";

/** A selection set, and when it counts. */
export interface Selected {
  readonly selectionSet: SelectionSetNode;
  readonly when: Conjunction;
}

/** A field of an object in the response. */
export interface ResponseField {
  readonly key: string;
  readonly node: FieldNode;
  /** All that is selected below it. */
  readonly below: readonly Selected[];
  readonly when: Conjunction;
  /** It stands elsewhere, further ahead, when one of these holds. */
  readonly unless: readonly Conjunction[];
}

interface Use {
  readonly node: FieldNode;
  readonly when: Conjunction;
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * The fields that objects of a type have in the response, in their order: CollectFields of the specification, for every
 * value of the variables at once (https://spec.graphql.org/September2025/#CollectFields()).
 */
export function collectFields(
  type: GraphQLCompositeType,
  selected: readonly Selected[],
  schema: GraphQLSchema,
  fragments: Fragments,
): readonly ResponseField[] {
  const uses: { readonly key: string; readonly use: Use }[] = [];
  const visited = new Set<string>();
  for (const { selectionSet, when } of selected) collect(selectionSet, when);
  return inOrder(uses);

  function collect(selectionSet: SelectionSetNode, outer: Conjunction): void {
    for (const selection of selectionSet.selections) {
      const when = readConditions(selection.directives, outer);
      if (when === undefined) continue;
      switch (selection.kind) {
        case Kind.FIELD:
          uses.push({ key: (selection.alias ?? selection.name).value, use: { node: selection, when } });
          break;
        case Kind.INLINE_FRAGMENT:
          enter(selection.typeCondition?.name.value, selection.selectionSet, when);
          break;
        case Kind.FRAGMENT_SPREAD: {
          const fragment = fragments.get(selection.name.value);
          const visit = `${selection.name.value}?${keyOf(when)}`;
          if (fragment === undefined || visited.has(visit)) break;
          visited.add(visit);
          enter(fragment.typeCondition.name.value, fragment.selectionSet, when);
        }
      }
    }
  }

  function enter(condition: string | undefined, selectionSet: SelectionSetNode, when: Conjunction): void {
    if (applies(condition, type, schema)) collect(selectionSet, when);
  }
}

/** Whether a fragment's fields are there for a type: one that is known from `__typename`, or what a field says. */
function applies(condition: string | undefined, type: GraphQLCompositeType, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true;
  const asked = schema.getType(condition);
  return isAbstractType(asked) && !isUnionType(type) && schema.isSubType(asked, type);
}

function inOrder(uses: readonly { readonly key: string; readonly use: Use }[]): ResponseField[] {
  const byKey = Map.groupBy(uses, ({ key }) => key);
  const fields: ResponseField[] = [];
  const seen = new Map<string, Conjunction[]>();
  const belowOf = new Map<string, readonly Selected[]>();
  for (const { key, use } of uses) {
    const unless = seen.get(key) ?? [];
    if (unless.some((earlier) => without(earlier, use.when).length === 0)) continue;
    seen.set(key, [...unless, use.when]);
    const below = belowOf.get(key) ?? selectedBelow((byKey.get(key) ?? []).map((other) => other.use));
    belowOf.set(key, below);
    fields.push({ key, node: use.node, below, when: use.when, unless });
  }
  return fields;
}

/** What is selected below all uses of a field. Conditions that they share hold wherever the field is there. */
function selectedBelow(uses: readonly Use[]): readonly Selected[] {
  const shared = uses.length === 0 ? ALWAYS : common(uses.map(({ when }) => when));
  return uses.flatMap(({ node: { selectionSet }, when }) =>
    selectionSet === undefined ? [] : [{ selectionSet, when: without(when, shared) }],
  );
}
