import type { InlineFragmentNode, SelectionNode } from "graphql";

/** One fragment of an operation that is answered later than what stands around it. */
export interface Part {
  /** From 1, in the order of the document. 0 is what is answered first. */
  readonly number: number;
  /** As the client called it. */
  readonly label: string | undefined;
  /** How the plan calls it. */
  readonly planLabel: string;
  /** The number of the part that it stands in. */
  readonly parent: number;
}

/** What is answered first is no fragment's, and has this number. */
export const FIRST = 0;

/** A fragment with `@defer`, of an operation in which all of these are written out. */
export interface DeferredFragment extends InlineFragmentNode {
  readonly part: Part;
}

export const isDeferred = (selection: SelectionNode): selection is DeferredFragment => "part" in selection;
