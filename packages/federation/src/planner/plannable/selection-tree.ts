import { parse, type SelectionSetNode } from "graphql";
import type { RequiredField, RequiredFragment, RequiredSelection } from "../plan.ts";

/** The names of a selection's fields, and of the fields below each. Types are left out: names say enough. */
export type SelectionTree = Map<string, SelectionTree>;

/** Parses a selection as `@key` and `@requires` have it, with or without the outer braces. */
export function parseSelection(text: string): SelectionSetNode {
  const trimmed = text.trim();
  const [definition] = parse(trimmed.startsWith("{") ? trimmed : `{${trimmed}}`, { noLocation: true }).definitions;
  if (definition === undefined || !("selectionSet" in definition)) throw new Error(`${text} is no selection`);
  return definition.selectionSet;
}

export function addSelection(tree: SelectionTree, { selections }: SelectionSetNode): SelectionTree {
  for (const selection of selections) {
    if (selection.kind === "Field") {
      const below = tree.get(selection.name.value) ?? new Map();
      tree.set(selection.name.value, below);
      if (selection.selectionSet !== undefined) addSelection(below, selection.selectionSet);
    } else if (selection.kind === "InlineFragment") {
      addSelection(tree, selection.selectionSet);
    }
  }
  return tree;
}

/** The part of what is required that is in a tree. */
export function pruneRequired(required: readonly RequiredSelection[], tree: SelectionTree): RequiredSelection[] {
  return required.flatMap((selection): RequiredSelection[] => {
    if (selection.kind === "Field") {
      const below = tree.get(selection.name);
      if (selection.name === "__typename") return [selection];
      if (below === undefined) return [];
      if (selection.selections === undefined) return [selection];
      const selections = pruneRequired(selection.selections, below);
      // Without selections, all that was fetched of an object would be sent.
      return selections.length === 0 ? [] : [{ ...selection, selections }];
    }
    const selections = pruneRequired(selection.selections, tree);
    return selections.length === 0 ? [] : [{ ...selection, selections }];
  });
}

/** What is required, with everything said once: fields of one name together, and fragments on one type. */
export function mergeRequired(required: readonly RequiredSelection[]): RequiredSelection[] {
  const merged = new Map<string, RequiredField | RequiredFragment>();
  for (const selection of required) {
    const key =
      selection.kind === "Field" ? `${selection.alias ?? selection.name}` : `... on ${selection.typeCondition}`;
    const known = merged.get(key);
    const { selections } = selection;
    if (known === undefined) merged.set(key, selection);
    else if (selections !== undefined) {
      merged.set(key, { ...known, selections: [...(known.selections ?? []), ...selections] });
    }
  }
  return Array.from(merged.values(), (selection): RequiredSelection => {
    if (selection.kind === "InlineFragment") return { ...selection, selections: mergeRequired(selection.selections) };
    return selection.selections === undefined
      ? selection
      : { ...selection, selections: mergeRequired(selection.selections) };
  });
}
