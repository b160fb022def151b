import { type DirectiveNode, Kind, type SelectionNode, type SelectionSetNode } from "graphql";
import type { Conjunction, Literal } from "./conditions.ts";

/** The selections, inside one fragment for each condition. */
export function conditioned(selectionSet: SelectionSetNode, when: Conjunction): SelectionSetNode {
  return when.reduce(
    (inner, literal) =>
      setOf([{ kind: Kind.INLINE_FRAGMENT, directives: [directiveOf(literal)], selectionSet: inner }]),
    selectionSet,
  );
}

/** `@include(if: $variable)`, or `@skip`. */
export function directiveOf({ variable, negated }: Literal): DirectiveNode {
  const value = { kind: Kind.VARIABLE as const, name: { kind: Kind.NAME as const, value: variable } };
  const argument = { kind: Kind.ARGUMENT as const, name: { kind: Kind.NAME as const, value: "if" }, value };
  const name = { kind: Kind.NAME as const, value: negated ? "skip" : "include" };
  return { kind: Kind.DIRECTIVE, name, arguments: [argument] };
}

export const setOf = (selections: readonly SelectionNode[]): SelectionSetNode => ({
  kind: Kind.SELECTION_SET,
  selections,
});
