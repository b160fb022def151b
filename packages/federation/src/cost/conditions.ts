import { type DirectiveNode, Kind } from "graphql";

/** The values of an operation's variables, coerced: absent where none was given and there is no default. */
export type Variables = Readonly<Record<string, unknown>>;

/** A variable that decides by `@skip` or `@include` whether something is there, and the value with which it is. */
export interface Condition {
  readonly variable: string;
  readonly value: boolean;
}

/** Reads `@skip` and `@include`; nothing when they leave the selection out whatever the variables say. */
export function readConditions(directives: readonly DirectiveNode[] = []): readonly Condition[] | undefined {
  const conditions: Condition[] = [];
  for (const { name, arguments: given = [] } of directives) {
    if (name.value !== "skip" && name.value !== "include") continue;
    const wanted = name.value === "include";
    const value = given[0]?.value;
    if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return undefined;
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, value: wanted });
  }
  return conditions;
}

export const hold = (conditions: readonly Condition[], variables: Variables): boolean =>
  conditions.every(({ variable, value }) => (variables[variable] === true) === value);
