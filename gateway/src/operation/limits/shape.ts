import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

import { isDefer } from "../defer/index.ts";

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** What of an operation is counted: as if every fragment were written out wherever it is spread. */
export type Countable = "fields" | "aliases" | "directives" | "deferred";

/** How large an operation is, as if every fragment were written out wherever it is spread. */
export interface OperationShape {
  /** How many fields stand in each other at most. What stands in `__schema` and `__type` is not counted. */
  readonly depth: number;
  readonly rootFields: number;
  count(what: Countable): number;
  /** The field, or where the directive is, with which a count first goes past a limit. */
  find(what: Countable, limit: number): Place | undefined;
  findDepth(limit: number): Place | undefined;
  findRootField(limit: number): Place | undefined;
}

/** A node of the document, and the response names that lead to it. */
export interface Place {
  readonly node: FieldNode | DirectiveNode;
  readonly path: readonly string[];
}

/** Counts stop here: what overflowed would be below every limit again (CVE-2025-32033). */
const MOST = Number.MAX_SAFE_INTEGER;

/** What can be measured: a fragment as if it were an operation. */
export type Measured = OperationDefinitionNode | FragmentDefinitionNode;

/** Measures an operation, as `shapesOf` does. */
export const shapeOf = (operation: Measured, fragments: Fragments): OperationShape => shapesOf(fragments)(operation);

/**
 * Measures the definitions of a document. Each fragment is looked at once, however often it is spread and in however many
 * of them, so this takes time by the length of the document. The document need not be valid: what is spread in itself, or
 * not defined, counts as nothing.
 */
export function shapesOf(fragments: Fragments): (definition: Measured) => OperationShape {
  const counters = {
    fields: new Counter(fragments, (selection) => (selection.kind === Kind.FIELD ? [selection] : [])),
    aliases: new Counter(fragments, (selection) =>
      selection.kind === Kind.FIELD && selection.alias ? [selection] : [],
    ),
    directives: new Counter(fragments, (selection) => selection.directives ?? []),
    deferred: new Counter(fragments, (selection) => selection.directives?.filter(isDefer) ?? []),
  };
  const roots = new Counter(fragments, (selection) => (selection.kind === Kind.FIELD ? [selection] : []), false);
  const depths = new Depths(fragments);
  return (definition) => shapeBy(definition, counters, roots, depths);
}

function shapeBy(
  definition: Measured,
  counters: Readonly<Record<Countable, Counter>>,
  roots: Counter,
  depths: Depths,
): OperationShape {
  const { selectionSet } = definition;
  const own = (what: Countable): number => (what === "directives" ? (definition.directives?.length ?? 0) : 0);
  return {
    depth: depths.of(selectionSet),
    rootFields: roots.of(selectionSet),
    count: (what) => Math.min(MOST, counters[what].of(selectionSet) + own(what)),
    find(what, limit) {
      const outer = own(what);
      const [first] = definition.directives ?? [];
      if (outer > limit && first !== undefined) return { node: first, path: [] };
      return counters[what].find(selectionSet, limit - outer, []);
    },
    findDepth: (limit) => depths.find(selectionSet, limit, []),
    findRootField: (limit) => roots.find(selectionSet, limit, []),
  };
}

const responseName = ({ alias, name }: FieldNode): string => (alias ?? name).value;

/** The selection set below a selection; for a spread, that of its fragment. */
const below = (selection: SelectionNode, fragments: Fragments): SelectionSetNode | undefined =>
  selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)?.selectionSet : selection.selectionSet;

class Counter {
  readonly #fragments: Fragments;
  readonly #counted: (selection: SelectionNode) => readonly Place["node"][];
  readonly #isDeep: boolean;
  readonly #known = new Map<SelectionSetNode, number>();

  constructor(fragments: Fragments, counted: (selection: SelectionNode) => readonly Place["node"][], isDeep = true) {
    this.#fragments = fragments;
    this.#counted = counted;
    this.#isDeep = isDeep;
  }

  of(selectionSet: SelectionSetNode): number {
    const known = this.#known.get(selectionSet);
    if (known !== undefined) return known;
    this.#known.set(selectionSet, 0);
    let total = 0;
    for (const selection of selectionSet.selections) {
      const inner = this.#below(selection);
      total = Math.min(MOST, total + this.#counted(selection).length + (inner === undefined ? 0 : this.of(inner)));
    }
    this.#known.set(selectionSet, total);
    return total;
  }

  /** Goes straight to the place: past what fits as a whole, and into what does not. */
  find(selectionSet: SelectionSetNode, limit: number, path: readonly string[]): Place | undefined {
    let left = limit;
    for (const selection of selectionSet.selections) {
      const at = selection.kind === Kind.FIELD ? [...path, responseName(selection)] : path;
      const counted = this.#counted(selection);
      const node = counted[left];
      if (node !== undefined) return { node, path: at };
      left -= counted.length;
      const inner = this.#below(selection);
      if (inner === undefined) continue;
      const count = this.of(inner);
      if (count > left) return this.find(inner, left, at);
      left -= count;
    }
    return undefined;
  }

  #below(selection: SelectionNode): SelectionSetNode | undefined {
    return this.#isDeep || selection.kind !== Kind.FIELD ? below(selection, this.#fragments) : undefined;
  }
}

class Depths {
  readonly #fragments: Fragments;
  readonly #known = new Map<SelectionSetNode, number>();

  constructor(fragments: Fragments) {
    this.#fragments = fragments;
  }

  of(selectionSet: SelectionSetNode): number {
    const known = this.#known.get(selectionSet);
    if (known !== undefined) return known;
    this.#known.set(selectionSet, 0);
    const depth = Math.max(0, ...selectionSet.selections.map((selection) => this.#depth(selection)));
    this.#known.set(selectionSet, depth);
    return depth;
  }

  find(selectionSet: SelectionSetNode, limit: number, path: readonly string[]): Place | undefined {
    const selection = selectionSet.selections.find((one) => this.#depth(one) > limit);
    if (selection === undefined) return undefined;
    if (selection.kind !== Kind.FIELD) {
      const inner = below(selection, this.#fragments);
      return inner && this.find(inner, limit, path);
    }
    const at = [...path, responseName(selection)];
    if (limit === 0 || selection.selectionSet === undefined) return { node: selection, path: at };
    return this.find(selection.selectionSet, limit - 1, at);
  }

  #depth(selection: SelectionNode): number {
    if (selection.kind === Kind.FIELD && (selection.name.value === "__schema" || selection.name.value === "__type")) {
      return 1;
    }
    const inner = below(selection, this.#fragments);
    return (selection.kind === Kind.FIELD ? 1 : 0) + (inner === undefined ? 0 : this.of(inner));
  }
}
