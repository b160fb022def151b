import { type DirectiveNode, Kind } from "graphql";
import type { Variables } from "../execution.ts";

/** One boolean variable that must be true, or (negated) must not be. */
export interface Literal {
  readonly variable: string;
  readonly negated: boolean;
}

/** All of these must hold; none at all: always. */
export type Conjunction = readonly Literal[];

export const ALWAYS: Conjunction = [];

/** What `@skip` and `@include` ask for, besides what is asked already. Nothing: whatever they stand on is never there. */
export function readConditions(
  directives: readonly DirectiveNode[] | undefined,
  already: Conjunction,
): Conjunction | undefined {
  let all = already;
  for (const { name, arguments: given = [] } of directives ?? []) {
    if (name.value !== "skip" && name.value !== "include") continue;
    const negated = name.value === "skip";
    const value = given.find((argument) => argument.name.value === "if")?.value;
    if (value?.kind === Kind.BOOLEAN && value.value === negated) return undefined;
    if (value?.kind !== Kind.VARIABLE) continue;
    const variable = value.name.value;
    const same = all.find((literal) => literal.variable === variable);
    if (same !== undefined && same.negated !== negated) return undefined;
    if (same === undefined) all = [...all, { variable, negated }];
  }
  return all;
}

export function holds(conjunction: Conjunction, variables: Variables): boolean {
  for (const { variable, negated } of conjunction) {
    if ((variables[variable] === true) === negated) return false;
  }
  return true;
}

/** What all the conjunctions have in common. */
export function common([first = ALWAYS, ...others]: readonly Conjunction[]): Conjunction {
  return first.filter((literal) => others.every((other) => other.some((candidate) => isSame(candidate, literal))));
}

/** A conjunction without what is known to hold. */
export const without = (conjunction: Conjunction, known: Conjunction): Conjunction =>
  conjunction.filter((literal) => !known.some((candidate) => isSame(candidate, literal)));

const isSame = (a: Literal, b: Literal): boolean => a.variable === b.variable && a.negated === b.negated;

/** One text for one conjunction, whatever the order of its literals. */
export const keyOf = (conjunction: Conjunction): string =>
  conjunction
    .map(({ variable, negated }) => (negated ? `!${variable}` : variable))
    .toSorted()
    .join("&");
