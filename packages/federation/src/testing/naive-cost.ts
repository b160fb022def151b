import {
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromAST,
} from "graphql";
import type { CostModel } from "../cost/index.ts";
import { compileArguments } from "../cost/inputs.ts";

export interface NaiveCost {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly schema: GraphQLSchema;
  readonly model: CostModel;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The estimate by writing out everything: every fragment at every place, for every type. */
export function naiveCost({ operation, fragments, schema, model, variables }: NaiveCost): number {
  const root = schema.getRootType(operation.operation);
  return (operation.operation === "mutation" ? 10 : 0) + (root ? selections(root, operation.selectionSet, {}) : 0);

  function selections(type: GraphQLObjectType, set: SelectionSetNode, sizes: Readonly<Record<string, number>>): number {
    let total = 0;
    for (const selection of set.selections) {
      const isOut = selection.directives?.some(({ name, arguments: given }) => {
        const value = given?.[0]?.value;
        const holds =
          value?.kind === Kind.VARIABLE
            ? variables[value.name.value] === true
            : value?.kind === Kind.BOOLEAN && value.value;
        return holds === (name.value === "skip");
      });
      if (isOut) continue;
      if (selection.kind !== Kind.FIELD) {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const asked = schema.getType(fragment?.typeCondition?.name.value ?? type.name);
        if (fragment && (asked === type || (isAbstractType(asked) && schema.isSubType(asked, type)))) {
          total += selections(type, fragment.selectionSet, sizes);
        }
        continue;
      }
      const field = type.getFields()[selection.name.value];
      if (field === undefined) continue;
      const coordinate = `${type.name}.${field.name}`;
      const size = model.listSizes.get(coordinate);
      const given = (size?.slicingArguments ?? []).flatMap((name) => {
        const node = selection.arguments?.find((argument) => argument.name.value === name);
        const argument = field.args.find((one) => one.name === name);
        const value = node && argument ? valueFromAST(node.value, argument.type, variables) : undefined;
        return typeof value === "number" ? [value] : [];
      });
      const expected = given.length > 0 ? Math.max(...given) : size?.assumedSize;
      const named = getNamedType(field.type);
      const types = isObjectType(named) ? [named] : isAbstractType(named) ? schema.getPossibleTypes(named) : [];
      const own = model.weights.get(coordinate);
      const typeWeights = isCompositeType(named)
        ? types.map(({ name }) => model.weights.get(name) ?? 1)
        : [model.weights.get(named.name) ?? 0];
      const below: Record<string, number> = {};
      for (const name of expected === undefined ? [] : (size?.sizedFields ?? [])) below[name] = expected ?? 0;
      const inner = types.map((one) => (selection.selectionSet ? selections(one, selection.selectionSet, below) : 0));
      const each = Math.max(0, (own ?? Math.max(...typeWeights)) + Math.max(0, ...inner));
      const lists = String(field.type).split("[").length - 1;
      const count = lists === 0 ? 1 : (sizes[field.name] ?? expected ?? 10) * 10 ** (lists - 1);
      const cost = Math.max(0, count * each) + compileArguments(selection, field, coordinate, model)(variables);
      total += Math.max(0, cost);
    }
    return total;
  }
}
