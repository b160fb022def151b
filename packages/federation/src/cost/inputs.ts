import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type ValueNode,
  valueFromASTUntyped,
  visit,
} from "graphql";
import type { Variables } from "./conditions.ts";
import type { CostModel } from "./model.ts";

/** What the arguments of one field of an operation cost, with the values that variables give them. */
export type ArgumentsCost = (variables: Variables) => number;

const NOTHING: ArgumentsCost = () => 0;

/**
 * Compiles the cost of a field's arguments: the weight of each that is given, 1 for each input object, and what stands
 * in them. For a list, each of its items counts.
 * @param coordinate of the field, for the weights of its arguments
 */
export function compileArguments(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  coordinate: string,
  model: CostModel,
): ArgumentsCost {
  let constant = 0;
  const varying: ArgumentsCost[] = [];
  for (const { name, value } of node.arguments ?? []) {
    const definition = field.args.find((argument) => argument.name === name.value);
    if (definition === undefined) continue;
    const weight = model.weights.get(`${coordinate}(${name.value}:)`);
    const { type } = definition;
    if (weight === undefined && isFree(type, model)) continue;
    if (hasVariables(value)) varying.push((variables) => valueCost(read(value, variables), type, weight, model));
    else constant += valueCost(read(value, {}), type, weight, model);
  }
  if (varying.length > 0) {
    return (variables) => varying.reduce((total, cost) => total + cost(variables), constant);
  }
  return constant === 0 ? NOTHING : () => constant;
}

function valueCost(value: unknown, type: GraphQLInputType, weight: number | undefined, model: CostModel): number {
  if (value === null || value === undefined) return 0;
  if (isNonNullType(type)) return valueCost(value, type.ofType, weight, model);
  if (isListType(type)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.reduce<number>((total, item) => total + valueCost(item, type.ofType, weight, model), 0);
  }
  if (!isInputObjectType(type)) return weight ?? model.weights.get(type.name) ?? 0;
  let total = weight ?? 1;
  const given: Readonly<Record<string, unknown>> = typeof value === "object" ? { ...value } : {};
  for (const field of Object.values(type.getFields())) {
    if (!Object.hasOwn(given, field.name)) continue;
    total += valueCost(given[field.name], field.type, model.weights.get(`${type.name}.${field.name}`), model);
  }
  return total;
}

const read = (node: ValueNode, variables: Variables): unknown =>
  node.kind === Kind.VARIABLE ? variables[node.name.value] : valueFromASTUntyped(node, variables);

/** Whether values of a type cost nothing, whatever they are. */
function isFree(type: GraphQLInputType, { weights }: CostModel): boolean {
  const named = getNamedType(type);
  return !isInputObjectType(named) && !weights.has(named.name);
}

function hasVariables(value: ValueNode): boolean {
  let found = false;
  visit(value, {
    Variable() {
      found = true;
    },
  });
  return found;
}
