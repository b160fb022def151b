import {
  type DirectiveNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  visit,
} from "graphql";
import type { Variables } from "../../execution/execution.ts";

/** How an operation defers fragments, before anybody's variables are known. */
export interface Defers {
  /**
   * Which of its fragments are deferred with these variables: a short text, equal for all with which the same are, and
   * empty when none is. Plans are kept by it.
   */
  choose(variables: Variables): string;
  /** Whether a fragment with the directive is deferred, by what was chosen. */
  isActive(directive: DirectiveNode, choice: string): boolean;
}

export const isDefer = ({ name }: DirectiveNode): boolean => name.value === "defer";

export const argumentOf = ({ arguments: given = [] }: DirectiveNode, name: string): ValueNode | undefined =>
  given.find((argument) => argument.name.value === name)?.value;

/** @returns undefined for an operation without the directive */
export function readDefers(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Defers | undefined {
  const directives = deferDirectivesIn(operation, fragments);
  const conditions = directives.map((directive) => argumentOf(directive, "if"));
  const names = [...new Set(conditions.flatMap((value) => (value?.kind === Kind.VARIABLE ? [value.name.value] : [])))];
  const always = conditions.some((value) => value?.kind !== Kind.VARIABLE && !isFalse(value));
  if (directives.length === 0) return undefined;
  return {
    choose(variables) {
      const bits = names.map((name) => (variables[name] === true ? "1" : "0")).join("");
      return always || bits.includes("1") ? `defer ${bits}` : "";
    },
    isActive(directive, choice) {
      const value = argumentOf(directive, "if");
      if (choice === "") return false;
      return value?.kind === Kind.VARIABLE
        ? choice["defer ".length + names.indexOf(value.name.value)] === "1"
        : !isFalse(value);
    },
  };
}

/** Those of the operation and of the fragments that it uses: others may be another operation's. */
function deferDirectivesIn(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly DirectiveNode[] {
  const found: DirectiveNode[] = [];
  const visited = new Set<string>();
  const look = (definition: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(definition, {
      Directive: (node) => void (isDefer(node) && found.push(node)),
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (fragment === undefined || visited.has(name.value)) return;
        visited.add(name.value);
        look(fragment);
      },
    });
  };
  look(operation);
  return found;
}

const isFalse = (value: ValueNode | undefined): boolean => value?.kind === Kind.BOOLEAN && !value.value;
