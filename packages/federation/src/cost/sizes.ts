import { type FieldNode, type GraphQLField, isListType, isNonNullType, Kind } from "graphql";
import { count } from "./amounts.ts";
import type { Variables } from "./conditions.ts";
import type { CostModel, ListSize } from "./model.ts";

/** A field that must say how many it wants, and does not, or does so twice. */
export interface SlicingProblem {
  readonly message: string;
  readonly node: FieldNode;
}

export interface FieldSize {
  /** How many lists stand in each other: 0 for a single value. */
  readonly depth: number;
  /** The fields below that have the size that this one is given. */
  readonly sizedFields: ReadonlySet<string> | undefined;
  /** The size that the schema and the arguments say; nothing when neither does. */
  expected(variables: Variables): number | undefined;
  /** What is wrong with the slicing arguments. */
  problem(variables: Variables): SlicingProblem | undefined;
}

/** Compiles how large one field of an operation is. */
export function compileSize(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  coordinate: string,
  { listSizes }: CostModel,
): FieldSize {
  const listSize = listSizes.get(coordinate);
  const depth = listDepth(field.type);
  if (listSize === undefined) return { depth, sizedFields: undefined, expected: nothing, problem: nothing };
  const slicing = listSize.slicingArguments.map((name) => readSlicing(name, node, field));
  return {
    depth,
    sizedFields: listSize.sizedFields.length === 0 ? undefined : new Set(listSize.sizedFields),
    expected(variables) {
      const given = numbers(slicing.map(({ value }) => value(variables)));
      const sizes = given.length > 0 ? given : numbers(slicing.map(({ byDefault }) => byDefault));
      return sizes.length > 0 ? count(Math.max(...sizes)) : listSize.assumedSize;
    },
    problem: (variables) => checkSlicing(listSize, slicing, coordinate, node, variables),
  };
}

const nothing = (): undefined => undefined;

interface Slicing {
  readonly value: (variables: Variables) => unknown;
  readonly byDefault: unknown;
}

function readSlicing(name: string, node: FieldNode, field: GraphQLField<unknown, unknown>): Slicing {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
  const byDefault = field.args.find((argument) => argument.name === name)?.defaultValue;
  if (value?.kind === Kind.VARIABLE) return { value: (variables) => variables[value.name.value], byDefault };
  const literal = value?.kind === Kind.INT ? Number(value.value) : undefined;
  return { value: () => literal, byDefault };
}

function checkSlicing(
  { slicingArguments, requireOneSlicingArgument }: ListSize,
  slicing: readonly Slicing[],
  coordinate: string,
  node: FieldNode,
  variables: Variables,
): SlicingProblem | undefined {
  if (!requireOneSlicingArgument || slicing.length === 0) return undefined;
  const given = numbers(slicing.map(({ value }) => value(variables))).length;
  const effective = given > 0 ? given : numbers(slicing.map(({ byDefault }) => byDefault)).length;
  if (effective === 1) return undefined;
  const names = slicingArguments.map((name) => JSON.stringify(name)).join(", ");
  return { message: `Field ${coordinate} needs exactly one of the arguments ${names}, and has ${effective}.`, node };
}

const numbers = (values: readonly unknown[]): readonly number[] =>
  values.filter((value): value is number => typeof value === "number");

function listDepth(type: GraphQLField<unknown, unknown>["type"]): number {
  if (isNonNullType(type)) return listDepth(type.ofType);
  return isListType(type) ? 1 + listDepth(type.ofType) : 0;
}
