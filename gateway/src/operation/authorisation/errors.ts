import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLOutputType,
  isListType,
  isNonNullType,
  Kind,
  type SelectionSetNode,
} from "graphql";
import { isDenied } from "../../execution/projection/denied.ts";
import type { Context, Contexts } from "./context.ts";

/** A denied field, at one place of the response. */
export interface Denial {
  /** Response names, and `@` for all elements of a list. */
  readonly path: readonly string[];
  readonly type: string;
  readonly field: FieldNode;
  /** The variables that must have these values for the field to be there. */
  readonly when: ReadonlyMap<string, boolean>;
}

const MAX_DENIALS = 100;

/** The places of denied fields in a response, the first of them: fragments may bring one to any number of places. */
export function denials(
  shown: SelectionSetNode,
  root: Context,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  contexts: Contexts,
): readonly Denial[] {
  const found = new Map<string, Denial>();
  const leads = new Map<SelectionSetNode, boolean>();
  visit(shown, root, [], new Map());
  return [...found.values()];

  function visit(set: SelectionSetNode, context: Context, path: readonly string[], outer: Denial["when"]): void {
    if (!hasDenied(set)) return;
    for (const selection of set.selections) {
      if (found.size >= MAX_DENIALS) return;
      const when = conditions(selection.directives, outer);
      if (when === undefined) continue;
      if (selection.kind !== Kind.FIELD) {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const inner = fragment && contexts.within(context, fragment.typeCondition?.name.value);
        if (fragment && inner) visit(fragment.selectionSet, inner, path, when);
        continue;
      }
      const at = [...path, (selection.alias ?? selection.name).value];
      if (isDenied(selection)) {
        const key = JSON.stringify([at, [...when]]);
        const type = (context.type ?? context.types[0])?.name ?? "";
        if (!found.has(key)) found.set(key, { path: at, type, field: selection, when });
      } else if (selection.selectionSet !== undefined) {
        const type = contexts.fieldType(context, selection.name.value);
        const inner = contexts.below(context, selection.name.value);
        if (type && inner) visit(selection.selectionSet, inner, [...at, ...elements(type)], when);
      }
    }
  }

  /** Whether a denied field is somewhere below: nothing else is looked into, whatever the fragments. */
  function hasDenied(set: SelectionSetNode): boolean {
    const known = leads.get(set);
    if (known !== undefined) return known;
    const has = set.selections.some((selection) => {
      if (selection.kind === Kind.FIELD && isDenied(selection)) return true;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? fragments.get(selection.name.value)?.selectionSet
          : selection.selectionSet;
      return inner !== undefined && hasDenied(inner);
    });
    leads.set(set, has);
    return has;
  }
}

/** The error of a denied field. Which requirement was not met, it does not say. */
export const denialError = ({ path, type, field }: Denial): GraphQLError =>
  new GraphQLError(`Unauthorized field or type: ${type}.${field.name.value}.`, {
    nodes: field,
    path,
    extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" },
  });

const elements = (type: GraphQLOutputType): readonly string[] =>
  isNonNullType(type) ? elements(type.ofType) : isListType(type) ? ["@", ...elements(type.ofType)] : [];

/** Adds what `@skip` and `@include` say; nothing when the selection is never there. */
function conditions(directives: FieldNode["directives"], outer: Denial["when"]): Denial["when"] | undefined {
  let when = outer;
  for (const { name, arguments: given = [] } of directives ?? []) {
    if (name.value !== "skip" && name.value !== "include") continue;
    const wanted = name.value === "include";
    const value = given[0]?.value;
    if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return undefined;
    if (value?.kind !== Kind.VARIABLE) continue;
    if (when.has(value.name.value) && when.get(value.name.value) !== wanted) return undefined;
    when = new Map(when).set(value.name.value, wanted);
  }
  return when;
}
