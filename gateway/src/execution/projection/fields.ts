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
import { FIRST, isDeferred, type Part } from "./deferred.ts";

/** A selection set, and when it counts. */
export interface Selected {
  readonly selectionSet: SelectionSetNode;
  readonly when: Conjunction;
  /** In which part of the operation it stands; in the first, unless given. */
  readonly part?: number;
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
  /** Where other parts of the operation ask for it, too. */
  readonly elsewhere: readonly Elsewhere[];
}

export interface Elsewhere {
  readonly part: number;
  readonly when: Conjunction;
}

/** A deferred fragment that applies to an object. */
export interface DeferredUse {
  readonly part: Part;
  readonly when: Conjunction;
}

interface Use extends Elsewhere {
  readonly node: FieldNode;
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
  return collectPart(type, selected, schema, fragments, FIRST).fields;
}

/** The same for one part of an operation, with the deferred fragments that stand in that part. */
export function collectPart(
  type: GraphQLCompositeType,
  selected: readonly Selected[],
  schema: GraphQLSchema,
  fragments: Fragments,
  wanted: number,
): { readonly fields: readonly ResponseField[]; readonly deferred: readonly DeferredUse[] } {
  const uses: { readonly key: string; readonly use: Use }[] = [];
  const deferred: DeferredUse[] = [];
  const visited = new Set<string>();
  for (const { selectionSet, when, part = FIRST } of selected) collect(selectionSet, when, part);
  return { fields: inOrder(uses, wanted), deferred };

  function collect(selectionSet: SelectionSetNode, outer: Conjunction, part: number): void {
    for (const selection of selectionSet.selections) {
      const when = readConditions(selection.directives, outer);
      if (when === undefined) continue;
      switch (selection.kind) {
        case Kind.FIELD:
          uses.push({ key: (selection.alias ?? selection.name).value, use: { node: selection, when, part } });
          break;
        case Kind.INLINE_FRAGMENT: {
          const condition = selection.typeCondition?.name.value;
          if (!applies(condition, type, schema)) break;
          if (isDeferred(selection) && part === wanted) deferred.push({ part: selection.part, when });
          collect(selection.selectionSet, when, isDeferred(selection) ? selection.part.number : part);
          break;
        }
        case Kind.FRAGMENT_SPREAD: {
          const fragment = fragments.get(selection.name.value);
          const visit = `${selection.name.value}?${keyOf(when)}${part === FIRST ? "" : `?${part}`}`;
          if (fragment === undefined || visited.has(visit)) break;
          visited.add(visit);
          if (applies(fragment.typeCondition.name.value, type, schema)) collect(fragment.selectionSet, when, part);
        }
      }
    }
  }
}

/** Whether a fragment's fields are there for a type: one that is known from `__typename`, or what a field says. */
export function applies(condition: string | undefined, type: GraphQLCompositeType, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true;
  const asked = schema.getType(condition);
  return isAbstractType(asked) && !isUnionType(type) && schema.isSubType(asked, type);
}

function inOrder(uses: readonly { readonly key: string; readonly use: Use }[], wanted: number): ResponseField[] {
  const byKey = Map.groupBy(uses, ({ key }) => key);
  const fields: ResponseField[] = [];
  const seen = new Map<string, Conjunction[]>();
  const known = new Map<string, Pick<ResponseField, "below" | "elsewhere">>();
  for (const { key, use } of uses) {
    if (use.part !== wanted) continue;
    const unless = seen.get(key) ?? [];
    if (unless.some((earlier) => without(earlier, use.when).length === 0)) continue;
    seen.set(key, [...unless, use.when]);
    const about =
      known.get(key) ??
      aboutAll(
        (byKey.get(key) ?? []).map((other) => other.use),
        wanted,
      );
    known.set(key, about);
    fields.push({ key, node: use.node, when: use.when, unless, ...about });
  }
  return fields;
}

const aboutAll = (uses: readonly Use[], wanted: number) => ({
  below: selectedBelow(uses),
  elsewhere: uses.filter(({ part }) => part !== wanted).map(({ part, when }) => ({ part, when })),
});

/** What is selected below all uses of a field. Conditions that they share hold wherever the field is there. */
function selectedBelow(uses: readonly Use[]): readonly Selected[] {
  const shared = uses.length === 0 ? ALWAYS : common(uses.map(({ when }) => when));
  return uses.flatMap(({ node: { selectionSet }, when, part }) =>
    selectionSet === undefined ? [] : [{ selectionSet, when: without(when, shared), part }],
  );
}
