import {
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from "graphql";
import type { Fragments } from "./estimate.ts";
import type { CostModel } from "./model.ts";

/**
 * The object types of which a selection set must be looked at: all kinds of them that it may tell apart. Of a thousand
 * types behind one interface these are mostly one, and those that fragments name.
 */
export function representatives(
  type: GraphQLCompositeType,
  selectionSet: SelectionSetNode,
  schema: GraphQLSchema,
  fragments: Fragments,
  model: CostModel,
): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  const { conditions, fields } = mentioned(selectionSet, fragments);
  const abstract = [...conditions].map((name) => schema.getType(name)).filter((found) => isAbstractType(found));
  const byKind = new Map<string, GraphQLObjectType>();
  for (const object of schema.getPossibleTypes(type)) {
    const memberships = abstract.map((condition) => (schema.isSubType(condition, object) ? "1" : "0"));
    const kind = [
      conditions.has(object.name) ? object.name : "",
      memberships.join(""),
      ...[...fields].map((field) => signature(object, field, model)),
    ].join(" ");
    if (!byKind.has(kind)) byKind.set(kind, object);
  }
  return [...byKind.values()];
}

/** The type conditions at one level of a selection, and the names of the fields there. */
function mentioned(selectionSet: SelectionSetNode, fragments: Fragments) {
  const conditions = new Set<string>();
  const fields = new Set<string>();
  const visited = new Set<string>();
  const visit = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (selection.typeCondition !== undefined) conditions.add(selection.typeCondition.name.value);
        visit(selection.selectionSet);
      } else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment === undefined) continue;
        conditions.add(fragment.typeCondition.name.value);
        visit(fragment.selectionSet);
      }
    }
  };
  visit(selectionSet);
  return { conditions, fields };
}

const signatures = new WeakMap<CostModel, Map<string, string>>();

/** All by which the cost of a type's field may differ from that of other types' fields of its name. */
function signature(type: GraphQLObjectType, name: string, model: CostModel): string {
  const cache = signatures.get(model) ?? new Map<string, string>();
  signatures.set(model, cache);
  const coordinate = `${type.name}.${name}`;
  let text = cache.get(coordinate);
  if (text === undefined) {
    const field = type.getFields()[name];
    const inputs = field?.args.map((argument) => [
      argument.name,
      argument.defaultValue,
      model.weights.get(`${coordinate}(${argument.name}:)`),
    ]);
    text =
      field === undefined
        ? "-"
        : JSON.stringify([String(field.type), model.weights.get(coordinate), model.listSizes.get(coordinate), inputs]);
    cache.set(coordinate, text);
  }
  return text;
}
