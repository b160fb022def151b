import {
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
} from "graphql";
import type { CostModel } from "./model.ts";

/** What each value of a field costs, without what is selected below it and without its arguments. */
export function fieldWeight(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  schema: GraphQLSchema,
  model: CostModel,
): number {
  return model.weights.get(`${type.name}.${field.name}`) ?? typeWeight(getNamedType(field.type), schema, model);
}

const known = new WeakMap<CostModel, Map<string, number>>();

/** 1 for objects and 0 for scalars and enums, where the schema says nothing. An abstract type costs what its dearest does. */
function typeWeight(type: GraphQLNamedOutputType, schema: GraphQLSchema, model: CostModel): number {
  if (isLeafType(type)) return model.weights.get(type.name) ?? 0;
  if (!isAbstractType(type)) return model.weights.get(type.name) ?? 1;
  const cache = known.get(model) ?? new Map<string, number>();
  known.set(model, cache);
  let weight = cache.get(type.name);
  if (weight === undefined) {
    weight = Math.max(...schema.getPossibleTypes(type).map(({ name }) => model.weights.get(name) ?? 1));
    cache.set(type.name, weight);
  }
  return weight;
}
