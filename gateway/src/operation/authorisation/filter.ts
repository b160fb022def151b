import {
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  Kind,
  type NameNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { deny } from "../../execution/projection/denied.ts";
import type { Context, Contexts } from "./context.ts";

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** A selection set, as it is fetched and as it is shown. */
export interface Filtered {
  /** Without what may not be seen. Nothing is left of it when this is absent. */
  readonly planned: SelectionSetNode | undefined;
  /** With denied fields in the places of those that may not be seen. */
  readonly shown: SelectionSetNode;
  /** Whether anything differs from what was asked for. */
  readonly isChanged: boolean;
}

/** Takes from an operation the fields that may not be seen. */
export class Filter {
  /** Fragments of which something was taken, as they are needed in the two documents. */
  readonly plannedFragments = new Map<string, FragmentDefinitionNode>();
  readonly shownFragments = new Map<string, FragmentDefinitionNode>();
  readonly #contexts: Contexts;
  readonly #fragments: Fragments;
  readonly #isAllowed: (requirements: readonly number[]) => boolean;
  readonly #known = new Map<SelectionSetNode, Map<string, Filtered>>();
  readonly #names = new Map<string, string>();

  constructor(contexts: Contexts, fragments: Fragments, isAllowed: (requirements: readonly number[]) => boolean) {
    this.#contexts = contexts;
    this.#fragments = fragments;
    this.#isAllowed = isAllowed;
  }

  /** Each selection set is looked at once for each kind of object it stands for, however often fragments are spread. */
  filter(selectionSet: SelectionSetNode, context: Context): Filtered {
    const byContext = this.#known.get(selectionSet) ?? new Map<string, Filtered>();
    this.#known.set(selectionSet, byContext);
    const known = byContext.get(context.key);
    if (known !== undefined) return known;
    const parts = selectionSet.selections.map((selection) => this.#selection(selection, context));
    const filtered = parts.every(({ isChanged }) => !isChanged)
      ? { planned: selectionSet, shown: selectionSet, isChanged: false }
      : {
          planned: setOf(parts.flatMap(({ planned }) => planned ?? [])),
          shown: { ...selectionSet, selections: parts.flatMap(({ shown }) => shown ?? []) },
          isChanged: true,
        };
    byContext.set(context.key, filtered);
    return filtered;
  }

  #selection(selection: SelectionNode, context: Context): Part {
    if (selection.kind === Kind.FIELD) return this.#field(selection, context);
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.#inline(selection, context);
    const fragment = this.#fragments.get(selection.name.value);
    const inner = fragment && this.#contexts.within(context, fragment.typeCondition.name.value);
    if (fragment === undefined || inner === undefined) return NOTHING;
    const { planned, shown, isChanged } = this.filter(fragment.selectionSet, inner);
    if (!isChanged) return unchanged(selection);
    const name = this.#name(fragment, inner);
    if (planned) this.plannedFragments.set(name.value, { ...fragment, name, selectionSet: planned });
    this.shownFragments.set(name.value, { ...fragment, name, selectionSet: shown });
    const spread = { ...selection, name };
    return { planned: planned && spread, shown: spread, isChanged };
  }

  #field(field: FieldNode, context: Context): Part {
    if (!this.#isAllowed(this.#contexts.requirements(context, field.name.value))) {
      return { planned: undefined, shown: deny(field), isChanged: true };
    }
    const inner = field.selectionSet && this.#contexts.below(context, field.name.value);
    if (field.selectionSet === undefined || inner === undefined) return unchanged(field);
    const { planned, shown, isChanged } = this.filter(field.selectionSet, inner);
    if (!isChanged) return unchanged(field);
    // The object itself may be seen, though nothing that was asked of it.
    return {
      planned: { ...field, selectionSet: planned ?? TYPENAME_ONLY },
      shown: { ...field, selectionSet: shown },
      isChanged,
    };
  }

  #inline(fragment: InlineFragmentNode, context: Context): Part {
    const inner = this.#contexts.within(context, fragment.typeCondition?.name.value);
    if (inner === undefined) return NOTHING;
    const { planned, shown, isChanged } = this.filter(fragment.selectionSet, inner);
    if (!isChanged) return unchanged(fragment);
    return {
      planned: planned && { ...fragment, selectionSet: planned },
      shown: { ...fragment, selectionSet: shown },
      isChanged,
    };
  }

  /** One of its own for each fragment and context, that no fragment of the document has. */
  #name(fragment: FragmentDefinitionNode, { key }: Context): NameNode {
    const id = `${fragment.name.value} ${key}`;
    let name = this.#names.get(id);
    for (let number = this.#names.size; name === undefined; number++) {
      const free = `${fragment.name.value}_${number}`;
      if (!this.#fragments.has(free) && !this.shownFragments.has(free)) name = free;
    }
    this.#names.set(id, name);
    return { kind: Kind.NAME, value: name };
  }
}

interface Part {
  readonly planned: SelectionNode | undefined;
  readonly shown: SelectionNode | undefined;
  readonly isChanged: boolean;
}

const NOTHING: Part = { planned: undefined, shown: undefined, isChanged: true };

const unchanged = (selection: SelectionNode): Part => ({ planned: selection, shown: selection, isChanged: false });

const setOf = (selections: readonly SelectionNode[]): SelectionSetNode | undefined =>
  selections.length === 0 ? undefined : { kind: Kind.SELECTION_SET, selections };

const TYPENAME_ONLY: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } }],
};
