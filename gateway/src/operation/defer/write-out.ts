import {
  type DirectiveNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from "graphql";
import { type DeferredFragment, FIRST, type Part } from "../../execution/projection/deferred.ts";
import { argumentOf, isDefer } from "./read.ts";

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** An operation in which each deferred fragment stands by itself, and is known by a label of its own. */
export interface WrittenOut {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  readonly parts: readonly Part[];
}

/**
 * Writes the deferred fragments of an operation where they are spread, with labels by which plans tell them apart, and
 * takes all other `@defer` away. A fragment that holds a deferred one is written out as well, since it may be spread at
 * several places: by then it is known that there are not too many.
 * @param isActive whether a fragment with the directive is deferred
 */
export function writeOutDefers(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  isActive: (directive: DirectiveNode) => boolean,
): WrittenOut {
  const parts: Part[] = [];
  const holds = new Map<string, boolean>();
  const plain = new Map(Array.from(fragments, ([name, fragment]) => [name, withoutDefers(fragment)]));

  /** Whether something is deferred in a selection set, wherever its fragments are spread. */
  const hasDeferred = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (selection.directives?.some((directive) => isDefer(directive) && isActive(directive))) return true;
      if (selection.kind !== Kind.FRAGMENT_SPREAD) return selection.selectionSet && hasDeferred(selection.selectionSet);
      const name = selection.name.value;
      const known = holds.get(name);
      if (known !== undefined) return known;
      const fragment = fragments.get(name);
      const has = fragment !== undefined && hasDeferred(fragment.selectionSet);
      holds.set(name, has);
      return has;
    });
  const writeSet = (set: SelectionSetNode, part: number): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((selection) => write(selection, part)),
  });
  const write = (selection: SelectionNode, parent: number): SelectionNode => {
    if (selection.kind === Kind.FIELD) {
      return selection.selectionSet
        ? { ...selection, selectionSet: writeSet(selection.selectionSet, parent) }
        : selection;
    }
    const directives = selection.directives?.filter((directive) => !isDefer(directive)) ?? [];
    const defer = selection.directives?.find((directive) => isDefer(directive) && isActive(directive));
    if (defer === undefined) {
      const inner = innerOf(selection, hasDeferred);
      if (inner === undefined) return { ...selection, directives };
      return { ...inner, directives, selectionSet: writeSet(inner.selectionSet, parent) };
    }
    const part = { number: parts.length + 1, label: labelOf(defer), planLabel: `p${parts.length + 1}`, parent };
    parts.push(part);
    const inner = innerOf(selection, () => true);
    if (inner === undefined) return { ...selection, directives };
    const deferred: DeferredFragment = {
      ...inner,
      directives: [...directives, labelled(part.planLabel)],
      selectionSet: writeSet(inner.selectionSet, part.number),
      part,
    };
    return deferred;
  };
  const innerOf = (
    selection: InlineFragmentNode | FragmentSpreadNode,
    isWanted: (set: SelectionSetNode) => boolean,
  ): InlineFragmentNode | undefined => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
    const fragment = fragments.get(selection.name.value);
    if (fragment === undefined || !isWanted(fragment.selectionSet)) return undefined;
    const { typeCondition, selectionSet } = fragment;
    return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet };
  };
  return {
    operation: { ...operation, selectionSet: writeSet(operation.selectionSet, FIRST) },
    fragments: plain,
    parts,
  };
}

const withoutDefers = (fragment: FragmentDefinitionNode): FragmentDefinitionNode =>
  visit(fragment, { Directive: (node) => (isDefer(node) ? null : undefined) });

function labelOf(defer: DirectiveNode): string | undefined {
  const value = argumentOf(defer, "label");
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function labelled(label: string): DirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: "defer" },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: "label" },
        value: { kind: Kind.STRING, value: label },
      },
    ],
  };
}
